"""What the law asks of whoever hosts comments: notices, statements of reasons, appeals, orders, misuse, evidence."""

from .appeals import Appeal
from .evidence import EvidenceHold, EvidenceTaken, Sealed
from .misuse import Misuse
from .notices import Letter, Notice
from .orders import AuthorityOrder
from .statements import Statement
from .terms import LawTerms, terms

__all__ = [
    "Appeal",
    "AuthorityOrder",
    "EvidenceHold",
    "EvidenceTaken",
    "LawTerms",
    "Letter",
    "Misuse",
    "Notice",
    "Sealed",
    "Statement",
    "terms",
]
