"""Pictures of the tokens of an organization, taken by shots.py in their turn."""


def test_tokens(album, window, cast):
    ruth = window("ruth")
    northside = f"/directory/organizations/{cast.organizations['northside'].pk}/"
    album.take("api-tokens-none", ruth.open(f"{northside}tokens/"))
    album.take("api-token-new", ruth.follow("Make a token"))
    album.take("api-token-wrong", ruth.press("Make the token"))
    album.take("api-token-made", ruth.fill(purpose="Appointment system").press("Make the token"))
    ruth.open(f"{northside}tokens/").press("Revoke…")
    ruth.follow("Make a token").fill(purpose="An" + "-old-and-very-long-name" * 4)
    ruth.press("Make the token")
    album.take("api-tokens", ruth.open(f"{northside}tokens/"))
    album.take("api-for-programs", ruth.open("/directory/api/"))
