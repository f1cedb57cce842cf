"""The door: an Order goes in, a Label comes out, under a Policy.  What is not understood is not shown.

Each rule is a function or a table that its callers look up by name at the moment of use, so that a test can break one
rule at a time and see that something notices:

* ``names.keep_first``, ``names.hide_whole``: what of a name stays; ``marks.NAME_MARK``: what stands for the rest.
* ``phones.keep_digits``: how many digits stay; ``phones.hidden_whole``, ``phones.hidden_extension``, ``marks.PHONE_MARK``.
* ``text.shape_spans``, ``text.piece_spans``: what is found in free text (behind the cheap test ``text.both_untouched``).
* ``parties.mask_name``, ``parties.mask_phone``, ``parties.mask_place``, ``door.mask_text``, ``door.both_untouched``,
  ``door.hide_own``: the whole rule for one field of a label.
* ``marks.is_ciphertext``, ``marks.holds_ciphertext``: what is refused.
"""
