"""What a client sees who reads Spanish, for the album."""

from tests import factories as make


def show_spanish(album, window, therapist, counsellor):
    """Pictures of signing two forms in one sitting, and of what a client reads besides."""
    ana = make.user("Ana María Moreno", language="es")
    client = make.client(ana.name, user=ana, preferred_name="Ana")
    facts = {
        "proposed_by": therapist,
        "disclosers": [therapist],
        "recipients": [counsellor],
    }
    kinds = ["progress", "medications", "substance_use_part2"]
    asked = make.request(client, categories=kinds, **facts)
    alone = ["psychotherapy_notes"]
    make.request(client, categories=alone, instrument=alone[0], asked_categories=alone, **facts)
    here, step = window(ana), f"/releases/{asked.pk}/review/"
    album.take("es-home", here.open("/home/"))
    album.take("es-sign-1-who", here.open(step))
    album.take("es-sign-2-what", here.open(step + "what/"))
    album.take("es-sign-2-what-wrong", here.press("Continuar"))
    album.take("es-sign-3-why", here.tick(categories=kinds).press("Continuar"))
    album.take("es-sign-4-when", here.open(step + "when/"))
    album.take("es-sign-5-check", here.open(step + "check/"))
    album.take("es-sign-6-sign", here.open(step + "sign/"))
    album.take("es-sign-6-sign-wrong", here.press("Firmar y empezar a compartir"))
    here.fill(typed_name=ana.name, initials_substance_use_part2="AM")
    album.take("es-sign-7-done", here.press("Firmar y empezar a compartir"))
    album.take("es-sign-8-next", here.follow("Leer y decidir"))
    album.take("es-receipt", here.open(f"/releases/{asked.pk}/receipt/"))
    album.take("es-history", here.open("/history/"))
    album.take("es-stop", here.open(f"/releases/{asked.pk}/stop/"))
    here.page.locator("details.menu > summary").click()
    album.take("es-menu", here)
    album.take("es-help", window(ana).open("/help/"))
