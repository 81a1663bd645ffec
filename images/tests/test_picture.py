from django.template import Context, Template
from django.test import TestCase
from django.urls import resolve, reverse

from images import renditions
from images.models import Photo


class PictureTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.photo = Photo.objects.create(
            sha256="ab" * 32, format="JPEG", width=2000, height=1500, alt_text='A "ferry" & gulls'
        )

    def shown(self, tag="{% picture photo %}", photo=None, **context):
        template = Template("{% load photos %}" + tag)
        return template.render(Context({"photo": photo or self.photo, **context}))

    def test_it_offers_avif_webp_and_a_jpeg(self):
        photo = Photo(sha256="cd" * 32, width=500, height=400, alt_text="A ferry")
        avif, webp, jpeg = (renditions.address(photo, "1x1", 320, ext) for ext in ("avif", "webp", "jpg"))
        self.assertHTMLEqual(
            self.shown('{% picture photo ratio="1x1" sizes="50vw" %}', photo=photo),
            f'<picture><source type="image/avif" srcset="{avif} 320w" sizes="50vw">'
            f'<source type="image/webp" srcset="{webp} 320w" sizes="50vw">'
            f'<img src="{jpeg}" width="320" height="320" alt="A ferry" loading="lazy" fetchpriority="auto"'
            ' decoding="async"></picture>',
        )

    def test_every_address_in_it_is_one_that_is_answered(self):
        html = self.shown()
        for width in renditions.WIDTHS:
            for ext in ("avif", "webp"):
                self.assertIn(f"{renditions.address(self.photo, 'full', width, ext)} {width}w", html)
        found = resolve(renditions.address(self.photo, "full", 640, "webp"))
        self.assertEqual((found.url_name, found.kwargs["folder"]), ("photo", renditions.folder(self.photo)))
        self.assertEqual(found.kwargs["name"], renditions.name(self.photo, "full", 640, "webp"))

    def test_what_is_for_link_previews_is_a_jpeg_alone(self):
        html = self.shown("{% picture photo ratio='social' %}")
        self.assertNotIn("<source", html)
        self.assertIn('width="1200" height="630"', html)
        self.assertIn(f'src="{renditions.address(self.photo, "social", 1200)}"', html)

    def test_it_costs_no_query(self):
        with self.assertNumQueries(0):
            self.shown()

    def test_the_space_is_reserved_and_the_jpeg_is_not_the_largest(self):
        html = self.shown()
        self.assertIn('width="1920" height="1440"', html)
        self.assertIn(f'src="{renditions.address(self.photo, "full", 1280)}"', html)

    def test_the_alt_text_is_the_photos_unless_another_is_given(self):
        self.assertIn('alt="A &quot;ferry&quot; &amp; gulls"', self.shown())
        self.assertIn('alt="Gulls"', self.shown('{% picture photo alt="Gulls" %}'))
        self.assertIn('alt=""', self.shown('{% picture photo alt="" %}'))

    def test_a_decorative_photo_is_passed_over(self):
        self.assertIn('alt=""', self.shown(photo=Photo(sha256="ef" * 32, width=500, height=400, decorative=True)))

    def test_nothing_given_can_leave_its_attribute(self):
        html = self.shown("{% picture photo sizes=evil alt=evil %}", evil='"><script>')
        self.assertNotIn("<script>", html)

    def test_the_one_at_the_top_is_fetched_first(self):
        self.assertIn('loading="lazy" fetchpriority="auto"', self.shown())
        self.assertIn('loading="eager" fetchpriority="high"', self.shown("{% picture photo eager=True %}"))

    def test_an_address_alone_can_be_had(self):
        address = self.shown("{% photo_address photo ratio='16x9' width=700 %}")
        self.assertEqual(address, reverse("photo", args=renditions.address_parts(self.photo, "16x9", 640, "jpg")))
