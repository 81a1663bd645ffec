from datetime import timedelta

from django.test import TestCase
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from clock.left_over import begin_again


class LeftOverTests(TestCase):
    def task(self, path="feeds.tasks.ping", minutes=6, status="RUNNING"):
        begun = timezone.now() - timedelta(minutes=minutes)
        facts = {
            "task_path": path,
            "status": status,
            "started_at": begun,
            "run_after": begun,
            "backend_name": "default",
        }
        return DBTaskResult.objects.create(args_kwargs={"args": [], "kwargs": {}}, **facts)

    def status(self, task):
        task.refresh_from_db()
        return task.status

    def test_what_a_killed_worker_had_in_hand_is_begun_again(self):
        task = self.task()
        self.assertEqual((begin_again(), begin_again()), (1, 0))
        self.assertEqual(self.status(task), "READY")

    def test_what_is_at_work_ended_or_would_do_harm_twice_is_left(self):
        for facts in ({"minutes": 4}, {"status": "FAILED"}, {"status": "SUCCESSFUL"}, {"path": "score.train.train"}):
            self.task(**facts)
        self.assertEqual(begin_again(), 0)
