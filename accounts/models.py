"""Who people are: one User for readers and staff, and what the paper has told them."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from .mailbox import mailbox
from .skeleton import skeleton


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        email = self.normalize_email(email).strip().lower()
        fields.setdefault("display_name", email.split("@")[0])
        fields.setdefault("name_skeleton", skeleton(fields["display_name"]))
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email=email.strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField("e-mail", max_length=254, unique=True)
    display_name = models.CharField(max_length=60, help_text="Shown beside everything this person writes.")
    is_staff = models.BooleanField("staff", default=False, help_text="May enter the editors' desk.")
    is_active = models.BooleanField("active", default=True, help_text="Untick instead of deleting an account.")
    date_joined = models.DateTimeField(default=timezone.now)

    name_skeleton = models.CharField(
        max_length=200, blank=True, editable=False, help_text="What the name looks like; alike for names that do."
    )
    mailbox = models.CharField(
        max_length=254, blank=True, editable=False, help_text="Made from the e-mail; the same for all its spellings."
    )
    name_changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    about = models.CharField("about you", max_length=300, blank=True, help_text="Shown on your page. Blank: nothing.")
    shows_comments = models.BooleanField("show my comments on my page", default=False)
    mails_off = models.JSONField(default=list, blank=True, editable=False, help_text="Kinds of message not mailed.")

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        # Few of many: whose badge says so is asked for each conversation.
        indexes = [
            models.Index(fields=["is_superuser"], condition=models.Q(is_superuser=True), name="superusers"),
            models.Index(fields=["mailbox"], name="user_by_mailbox"),
        ]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_account_for_each_email"),
            models.UniqueConstraint(
                Lower("display_name"),
                name="one_account_for_each_name",
                violation_error_message="Somebody else here already uses that name. Please choose another.",
            ),
            models.UniqueConstraint(
                fields=["name_skeleton"],
                condition=~models.Q(name_skeleton=""),
                name="one_account_for_each_look_of_a_name",
                violation_error_message="Somebody else has a name that looks like that one. Please choose another.",
            ),
        ]

    def __str__(self):
        return self.display_name

    def save(self, *args, update_fields=None, **how):
        if update_fields is None or "email" in update_fields:
            self.mailbox = mailbox(self.email)
            update_fields = update_fields and {*update_fields, "mailbox"}
        super().save(*args, update_fields=update_fields, **how)

    def get_full_name(self):
        return self.display_name

    def get_short_name(self):
        return self.display_name


class FormerName(models.Model):
    """What a name that somebody gave up looks like. For a while nobody else may have it."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="former_names")
    name_skeleton = models.CharField(max_length=200, db_index=True)
    given_up_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return self.name_skeleton


class MessageQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at=None)


class Message(models.Model):
    """Something the paper told one person: shown on their page, and mailed once unless they chose otherwise."""

    class Kind(models.TextChoices):
        DECISION = "decision", "what became of my comments and reports"
        REPLY = "reply", "replies to my comments"
        STORY = "story", "new comments on stories that I follow"
        DESK = "desk", "what did not go out at its time"

    to = models.ForeignKey(User, on_delete=models.CASCADE, related_name="messages_received")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.DECISION)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    address = models.CharField(max_length=300, blank=True, help_text="Path of the page it is about.")
    told_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-told_at", "-pk"]
        indexes = [models.Index(fields=["to", "-told_at"], name="message_by_person")]

    def __str__(self):
        return self.subject
