"""The agencies and picture libraries that most papers know, with how they stand in files; the desk edits the list.

They bring no rights along: what contracts a paper has, only the paper knows.
"""

from django.db import migrations

AGENCY, SUPPLIER = "agency", "supplier"
KNOWN = [
    ("AFP", AGENCY, "Agence France-Presse\nAgence France Presse\nAFP Photo"),
    ("AP", AGENCY, "Associated Press\nThe Associated Press\nAP Photo\nAP Images"),
    ("dpa", AGENCY, "Deutsche Presse-Agentur\ndpa picture-alliance\npicture alliance\npicture-alliance/dpa"),
    ("EPA", AGENCY, "epa\nEPA-EFE\nEPA Images\nEuropean Pressphoto Agency"),
    ("INPHO", AGENCY, "Inpho Photography\n©INPHO"),
    ("PA", AGENCY, "PA Wire\nPA Media\nPA Images\nPress Association\nPress Association Images"),
    ("Reuters", AGENCY, "REUTERS\nThomson Reuters\nReuters Pictures"),
    ("Sportsfile", AGENCY, "SPORTSFILE"),
    ("The Canadian Press", AGENCY, "CP\nCanadian Press\nLa Presse canadienne"),
    ("TT", AGENCY, "TT News Agency\nTT Nyhetsbyrån\nScanpix"),
    ("Alamy", SUPPLIER, "Alamy Stock Photo\nAlamy Live News\nAlamy Ltd\nAlamy Images"),
    ("Getty Images", SUPPLIER, "Getty\nGetty Images Europe\nGetty Images North America\nGettyImages"),
    ("Imago", SUPPLIER, "IMAGO\nimago images"),
    ("iStock", SUPPLIER, "iStockphoto\niStock by Getty Images"),
    ("Shutterstock", SUPPLIER, "Shutterstock.com\nREX/Shutterstock\nRex Features"),
    ("ZUMA Press", SUPPLIER, "ZUMA\nZUMA Wire\nZUMAPRESS.com"),
]


def fill(apps, schema_editor):
    Supplier = apps.get_model("images", "Supplier")
    if not Supplier.objects.exists():  # a desk that has begun its own list keeps it
        Supplier.objects.bulk_create(
            Supplier(name=name, kind=kind, spellings=spellings) for name, kind, spellings in KNOWN
        )


class Migration(migrations.Migration):
    dependencies = [("images", "0005_photos_without_credit")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
