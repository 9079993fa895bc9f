"""Keys of Google."""

from pii.credentials.family import Family

FAMILIES = (
    Family(
        id="google-api-key",
        vendor="Google",
        title="Google API key",
        finds="`AIza` and 35 characters.",
        leaves="Words of another length that begin alike.",
        source="https://cloud.google.com/docs/authentication/api-keys",
        sample="AIza{url:35}",
        misses=("AIza{url:36}", "AIzaSyYourApiKeyHere-ReplaceWithKey-000"),
    ),
    Family(
        id="google-access-token",
        vendor="Google",
        title="Google OAuth access token",
        finds="`ya29.` and thirty characters or more.",
        leaves="Shorter names that begin alike.",
        source="https://developers.google.com/identity/protocols/oauth2",
        sample="ya29.{url:140}",
        body=rb"ya29\.(?:[a-z0-9]{1,2}\.)?[\w-]{30,}",
        variants=("ya29.a0.{url:140}", "ya29.c.{url:140}"),
        misses=("Authorization: Bearer ya29.{url:20}", "ya29.AccessTokenOfSomebody"),
    ),
    Family(
        id="google-client-secret",
        vendor="Google",
        title="Google OAuth client secret",
        finds="`GOCSPX-` and 28 characters.",
        leaves="Client ids, which are public.",
        source="https://developers.google.com/identity/protocols/oauth2",
        sample="GOCSPX-{url:28}",
        misses=("GOCSPX-{url:29}", "{digits:12}-{base36:32}.apps.googleusercontent.com"),
    ),
    Family(
        id="google-refresh-token",
        vendor="Google",
        title="Google OAuth refresh token",
        finds="`1//0` and eighty characters or more.",
        leaves="Authorization codes, which are shorter and used up at once.",
        source="https://developers.google.com/identity/protocols/oauth2",
        sample="1//0{url:100}",
        body=rb"1//0[\w-]{80,}",
        misses=("1//0{url:79}", "half = 1//0.5  # integer division"),
    ),
    Family(
        id="google-gemini-key",
        vendor="Google",
        title="Gemini API key",
        finds="`AQ.Ab8RN6` and 44 characters.",
        leaves="Keys of another length.",
        source="https://ai.google.dev/gemini-api/docs/api-key",
        sample="AQ.Ab8RN6{url:44}",
        misses=("AQ.Ab8RN6{url:45}",),
    ),
)
