"""Read a finished PDF back, as an attacker and as a scanner would; any program's PDF, not only Waybill's.

Of the rooms that made the file it asks the order reader and the address parser what must be hidden, the forms where
their zones are, and Base45 for its alphabet; none of the masking rules.  It judges by patterns of its own: a mask that
forgets to hide is found here because the page shows it.
"""

from __future__ import annotations

from waybill.verify.report import Finding, VerifyReport
from waybill.verify.secret_book import SecretBook, secrets_of_files
from waybill.verify.secrets import Secrets
from waybill.verify.verifier import verify_pdf

__all__ = ["Finding", "SecretBook", "Secrets", "VerifyReport", "secrets_of_files", "verify_pdf"]
