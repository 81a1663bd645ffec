"""Rows that are asked for beside others: what would be a query more is a column of one that is asked anyway.

Each query that a page asks costs more than what it finds. Where the rows are few, as the topics of a story are, they
come as JSON beside the row to which they belong, and are made into the same objects.
"""

from datetime import UTC, datetime

from django.db.models import JSONField, Subquery
from django.utils import timezone


class Rows(Subquery):
    """A list of the query's objects, in its order, with no more than the fields that are named, or with all.

    `Article.objects.annotate(topics=Rows(Tag.objects.filter(...OuterRef("pk")), "id", "name"))`
    """

    def __init__(self, queryset, *names):
        fields = [field.attname for field in queryset.model._meta.concrete_fields]
        names = names or fields
        if set(names) <= set(fields):
            names = [name for name in fields if name in names]  # in the model's own order, in which from_db takes them
        super().__init__(queryset.values(*names), output_field=JSONField())
        self.model, self.names = queryset.model, names

    def as_sqlite(self, compiler, connection):
        columns = ", ".join(f"'{name}', one.{connection.ops.quote_name(name)}" for name in self.names)
        template = f"(SELECT json_group_array(json_object({columns})) FROM (%(subquery)s) AS one)"  # noqa: S608
        return self.as_sql(compiler, connection, template)

    def as_postgresql(self, compiler, connection):
        template = "(SELECT COALESCE(jsonb_agg(one), '[]') FROM (%(subquery)s) AS one)"
        return self.as_sql(compiler, connection, template)

    def get_db_converters(self, connection):
        return [*super().get_db_converters(connection), self.made]

    def made(self, rows, expression, connection):
        fields = [self.model._meta.get_field(name) for name in self.names]
        return [
            self.model.from_db(connection.alias, self.names, [read(field, row[field.attname]) for field in fields])
            for row in rows or ()
        ]


def read(field, value):
    """Return the value as Django has it; JSON knows no times, and SQLite's have no zone."""
    value = field.to_python(value)
    if isinstance(value, datetime) and timezone.is_naive(value):
        return value.replace(tzinfo=UTC)
    return value
