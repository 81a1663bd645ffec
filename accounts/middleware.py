from django.conf import settings

COOKIE = "known"


def tell_scripts_who_is_known(get_response):
    """Keep a cookie that says no more than "somebody is signed in here", readable by scripts.

    Public pages are the same bytes for everyone. A page's script asks for its reader's own part only where this
    cookie stands, so that the thousands who are not signed in cost no request.
    """

    def answer(request):
        response = get_response(request)
        # Only where the session was looked at anyway: a public page looks at none and must set no cookie.
        if request.session.accessed:
            known = request.user.is_authenticated
            if known and COOKIE not in request.COOKIES:
                response.set_cookie(
                    COOKIE,
                    "1",
                    max_age=settings.SESSION_COOKIE_AGE,
                    secure=settings.SESSION_COOKIE_SECURE or False,
                    samesite="Lax",
                )
            elif not known and COOKIE in request.COOKIES:
                response.delete_cookie(COOKIE, samesite="Lax")
        return response

    return answer
