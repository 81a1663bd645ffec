import pytest
from django.test import override_settings


@pytest.fixture(autouse=True)
def own_ledger(tmp_path):
    """Each test has a list of its own of who was erased."""
    with override_settings(DATA_DIR=tmp_path):
        yield
