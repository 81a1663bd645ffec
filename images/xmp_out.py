"""The words that go out with every rendition, as XMP: whose the photo is, who made it, and how. Nothing else does."""

import re
from xml.sax.saxutils import escape

# What stands in a rendition, and in which of XMP's properties; a blank field is left out.
PROPERTIES = {
    "creator": "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>",
    "credit": "<photoshop:Credit>{}</photoshop:Credit>",
    "copyright_notice": '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:rights>',
    "web_statement": "<xmpRights:WebStatement>{}</xmpRights:WebStatement>",
    "licensor_url": (
        '<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorURL>{}</plus:LicensorURL>'
        "</rdf:li></rdf:Seq></plus:Licensor>"
    ),
    "source_type": (
        "<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/{}"
        "</Iptc4xmpExt:DigitalSourceType>"
    ),
}
SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}
PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""{}>{}'
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
)
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def packet(photo):
    """Return the XMP of a photo's renditions; nothing when there is nothing to say."""
    said = {name: NOT_IN_XML.sub("", getattr(photo, name)).strip() for name in PROPERTIES}
    elements = "".join(PROPERTIES[name].format(escape(text)) for name, text in said.items() if text)
    if not elements:
        return b""
    spaces = "".join(f' xmlns:{short}="{long}"' for short, long in SPACES.items() if f"<{short}:" in elements)
    return PACKET.format(spaces, elements).encode()
