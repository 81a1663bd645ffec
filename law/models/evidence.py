from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from comments.models import Comment


class EvidenceHold(models.Model):
    """A comment's texts are kept for a claim, whatever becomes of the comment and of its author's account."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="evidence_holds")
    because = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["comment"], condition=Q(lifted_at=None), name="one_evidence_hold_at_a_time")
        ]
        permissions = [("keep_evidence", "Can hold and take the evidence of a comment")]

    def __str__(self):
        return f"Evidence of comment {self.comment_id}"


class Sealed(models.Model):
    """What a comment said and who wrote it, from the moment its author was erased while a claim about it stood. It goes
    when no notice about it is open and no hold stands."""

    comment = models.OneToOneField(Comment, primary_key=True, on_delete=models.PROTECT, related_name="sealed")
    content = models.JSONField()
    sealed_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"Sealed text of comment {self.comment_id}"


class EvidenceTaken(models.Model):
    """That somebody took the evidence of a comment out of the house."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="evidence_taken")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    machine_user = models.CharField(max_length=60, blank=True, help_text="Who ran the command on the server.")
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"Evidence of comment {self.comment_id}, {self.sha256[:12]}"
