"""Read a finished PDF back, as an attacker and as a scanner would; any program's PDF, not only Waybill's.

It imports nothing of the rooms that made the file but the order reader and the address parser, and judges by
patterns of its own too: a mask that forgets to hide is found here because the page shows it.
"""

from __future__ import annotations

from waybill.verify.report import Finding, VerifyReport
from waybill.verify.secrets import SecretBook, Secrets, secrets_of_files
from waybill.verify.verifier import verify_pdf

__all__ = ["Finding", "SecretBook", "Secrets", "VerifyReport", "secrets_of_files", "verify_pdf"]
