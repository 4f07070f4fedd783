"""The seal on a PDF: a certification signature (PAdES) that permits no change at all."""

from concurrent.futures import ThreadPoolExecutor
from functools import wraps
from io import BytesIO

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

FIELD = "Seal"


def in_a_thread_of_its_own(function):
    """The function, called where no event loop runs.

    pyHanko starts one, which Python refuses in a thread that has one already: one of an ASGI
    server, or of a browser test.
    """

    @wraps(function)
    def wrapped(*args):
        with ThreadPoolExecutor(max_workers=1) as threads:
            return threads.submit(function, *args).result()

    return wrapped


@in_a_thread_of_its_own
def sealed(pdf, seal):
    """The same PDF, sealed. Its bytes are what is hashed and handed out from now on."""
    about = signers.PdfSignatureMetadata(
        field_name=FIELD,
        name="Accord",
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        subfilter=fields.SigSeedSubFilter.PADES,
        md_algorithm="sha256",
    )
    # Hidden, because what is seen has to be tagged, and there is nothing to see.
    hidden = fields.InvisSigSettings(set_hidden_flag=True, set_print_flag=False)
    field = fields.SigFieldSpec(FIELD, readable_field_name=FIELD, invis_sig_settings=hidden)
    signer = signers.SimpleSigner(
        signing_cert=_certificate(seal.certificate),
        signing_key=load_private_key_from_pemder_data(
            seal.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()), None
        ),
        cert_registry=SimpleCertificateStore(),
    )
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    return signers.PdfSigner(about, signer, new_field_spec=field).sign_pdf(writer).getvalue()


@in_a_thread_of_its_own
def is_sealed(file, seal):
    """Whether one of our keys sealed this file, as a whole and as it is now.

    Not enough by itself: the hole that the seal leaves for its own bytes can hold others. The
    SHA-256 of the whole file has to be known as well.
    """
    try:
        (signature,) = PdfFileReader(BytesIO(file)).embedded_signatures
        # Only certificates that we hold count, and nothing is fetched from anywhere.
        trust = ValidationContext(
            trust_roots=[_certificate(one) for one in seal.trusted], allow_fetching=False
        )
        found = validate_pdf_signature(signature, trust)
    except Exception:
        # Whatever a damaged file does to a parser, it is not a file that we sealed.
        return False
    return bool(
        found.bottom_line
        and found.coverage == SignatureCoverageLevel.ENTIRE_FILE
        and found.modification_level == ModificationLevel.NONE
        and found.docmdp_ok
    )


def _certificate(certificate):
    """The certificate as pyHanko has it."""
    (same,) = load_certs_from_pemder_data(certificate.public_bytes(Encoding.DER))
    return same
