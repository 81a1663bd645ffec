class TellsItsStatus:
    """A ModelAdmin whose form answers 422 when something in it must be put right, and 409 after a conflict.

    Django's admin answers 200 to both, which a script or a proxy takes for success.
    """

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        response = super().changeform_view(request, object_id, form_url, extra_context)
        context = getattr(response, "context_data", None) or {}
        if context.get("errors") or context.get("faults"):
            conflict = getattr(context["adminform"].form, "conflict", False)
            response.status_code = 409 if conflict else 422
        return response
