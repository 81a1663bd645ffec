from django.db import models


class JobRun(models.Model):
    """That a job ran, which attends to what is due by time, and what came of it. One that was killed leaves no row."""

    name = models.CharField(max_length=30)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    done = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    detail = models.TextField(blank=True, help_text="What failed, a line each.")

    class Meta:
        default_permissions = []
        indexes = [models.Index(fields=["name", "-finished_at"], name="job_run_newest")]

    def __str__(self):
        return f"{self.name}, {self.finished_at:%d.%m.%Y %H:%M}"
