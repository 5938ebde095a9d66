"""Texts for laws: words that mean something to the grammar, in any order, and texts of any characters."""

from __future__ import annotations

import re

from hypothesis import strategies as st

_WORDS = r"""
October Oct. May march juin März 4 10 31 0 00 2028 1999 99999999999 9/20 9/20/2028 20.9. 2028-09-20 31.02.2028 the 14th st
Wednesday Wed. mercredi Mi., jueves , . : ; – - — / ( ) & and to until from between at on of this next last every first third
8 8:00 a.m. p.m. am pm noon midnight 08:00 8h30 9u 10.30 Uhr half vijf half past quarter to o'clock 0800 hours tomorrow mañana
morgen la de las y media del mes jeden ersten im Monat tous les chaque month except July monthly weekly Tuesdays todos los Coffee
with a Cop Cops and Cones St. Patrick's Day Next week through € $ # 1er 3º º ª ß İ 𝟗 ٣ ½ ² \x00 \u00ad \u202e
"""
WORDS = st.sampled_from(re.findall(r"\S+|\n", _WORDS))
TEXTS = st.lists(WORDS, max_size=24).map(" ".join) | st.lists(WORDS, max_size=12).map("".join) | st.text(max_size=60)
