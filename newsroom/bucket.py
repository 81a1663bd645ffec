"""Photos in a bucket (S3 or what speaks as it does): the settings of its store. docs/operators.md says what to set."""

from django.core.exceptions import ImproperlyConfigured


def bucket(name, endpoint=None, region=None):
    """Return what settings.STORAGES says of the bucket. Its keys come from the environment, as with Amazon's tools."""
    try:
        from boto3.s3.transfer import TransferConfig
        from botocore.config import Config
    except ImportError:
        raise ImproperlyConfigured("S3_BUCKET needs: pip install --require-hashes -r requirements-grow.txt") from None
    options = {
        "bucket_name": name,
        "endpoint_url": endpoint,
        "region_name": region,
        # Nothing is public by the bucket itself. Buckets of today refuse to be told so for each file.
        "default_acl": None,
        # Names are never given twice: originals have 128 bits of chance in theirs, renditions are what their names say.
        "file_overwrite": True,
        "max_memory_size": 5 * 1024 * 1024,
        # Whoever waits for an answer stands in the way of others: two tries, of seconds.
        "client_config": Config(
            connect_timeout=3,
            read_timeout=10,
            retries={"total_max_attempts": 2, "mode": "standard"},
            # Many that speak as S3 does know nothing of the sums that Amazon added lately.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
        # A file is sent in one piece, so that none is left half there.
        "transfer_config": TransferConfig(use_threads=False, multipart_threshold=1024**3),
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
