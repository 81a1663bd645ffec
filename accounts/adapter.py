from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """allauth's ways, with the paper's own name in its mails instead of a Site row."""

    def format_email_subject(self, subject):
        return subject
