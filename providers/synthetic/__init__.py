"""Files with the layouts of NPPES, NUCC and a practice about people whom nobody has ever met."""

from providers.synthetic.files import write_nppes, write_nucc
from providers.synthetic.practice import write_practice

__all__ = ["write_nppes", "write_nucc", "write_practice"]
