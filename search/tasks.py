from django_tasks import task

from .desk_index import BATCH, index


@task
def index_for_the_desk(numbers):
    """Write anew what the desk's search reads of these stories, some at a time."""
    for first in range(0, len(numbers), BATCH):
        index(numbers[first : first + BATCH])
