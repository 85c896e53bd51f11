#!/bin/sh
# Verifies an identification evidence dossier without a network.
#
#   sh verify.sh [LOG-KEY [TOKEN-KEY]]
#
# Run it in the dossier's folder. LOG-KEY is the verifier key of the access log and TOKEN-KEY the RFC 7638 thumbprint of the
# provider's key, both from a source other than the dossier. Use your own copy of this script: the one in the dossier may be changed.
#
# Needs a POSIX shell, OpenSSL 3, and sha256sum or shasum. Exit: 0 unchanged, 1 not unchanged, 2 not readable.
#
# Not checked here, but by verify.html: key rotations, the chain of custody, and the link between token and evidence.
# No value of the dossier becomes a program: each is compared with its form before it is an argument, the rest are files.

LC_ALL=C
export LC_ALL
unset CDPATH IFS ENV
set -f
umask 077

given_key=${1-}
given_token=${2-}

if [ ! -f manifest-sha256.txt ] && [ ! -f bagit.txt ]; then
  case $0 in
    */*) cd -- "${0%/*}" 2>/dev/null || exit 2 ;;
  esac
fi

tmp=$(mktemp -d "${TMPDIR:-/tmp}/verify.XXXXXX") || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 2' HUP INT TERM

if command -v sha256sum >/dev/null 2>&1; then
  sha() { sum256=$(sha256sum) && printf '%s\n' "${sum256%% *}"; }
elif command -v shasum >/dev/null 2>&1; then
  sha() { sum256=$(shasum -a 256) && printf '%s\n' "${sum256%% *}"; }
else
  echo "verify.sh: sha256sum or shasum is needed." >&2
  exit 2
fi
command -v openssl >/dev/null 2>&1 || {
  echo "verify.sh: openssl is needed." >&2
  exit 2
}

nl="
"
unreadable=0 changed=0 other=0 missing=0 remarks=0 log_compared=0 token_compared=0
token_word="Not verified"

# Text of the dossier without control characters and bytes beyond ASCII.
plain() { printf '%.200s\n' "$(printf '%s' "$1" | tr -d '\000-\037\177-\377')"; }

# report CHECK OUTCOME CODE [TEXT]
report() {
  printf '%-12s %-11s %s' "$1" "$2" "$3"
  if [ -n "${4-}" ]; then printf ' %s' "$(plain "$4")"; fi
  printf '\n'
  case $2 in
    warn) remarks=1 ;;
    fail)
      case $1:$3 in
        container:no_dossier | container:format_unknown) unreadable=1 ;;
        log_key:key_differs | token_key:key_differs) other=1 ;;
        *:piece_missing | *:timestamp_missing | *:token_not_included | *:token_was_received) missing=1 ;;
        *) changed=1 ;;
      esac
      ;;
  esac
}

# A regular file, so that a device or a pipe is never read.
is_file() { [ -f "./$1" ] && [ ! -h "./$1" ]; }
digest_of() { if is_file "$1"; then sha <"./$1"; fi; }
size_of() { count_of <"./$1"; }
# Some systems write spaces before the number.
count_of() { bytes_read=$(wc -c) && printf '%s\n' "$((bytes_read))"; }
# is_listed TEXT LIST: the text is one line of the list, which begins and ends with a line feed
is_listed() {
  case $2 in
    *"$nl$1$nl"*) return 0 ;;
    *) return 1 ;;
  esac
}
# matches TEXT EXTENDED-EXPRESSION: the whole of a text of one line
matches() {
  case $1 in
    *"
"*) return 1 ;;
  esac
  printf '%s\n' "$1" | grep -Eqx -e "$2"
}
# Count of bytes of a file that are not in a set of tr.
strange_bytes() { tr -d "$2" <"$1" | count_of; }
# Value of the first JSON member with this name and a value of this form, in a file without line feeds.
member() {
  members=$(grep -Eo -e "\"$2\" *: *\"$3\"" "$1")
  value_of "${members%%"$nl"*}"
}
last_member() {
  members=$(grep -Eo -e "\"$2\" *: *\"$3\"" "$1")
  value_of "${members##*"$nl"}"
}
value_of() {
  value=${1#*:}
  value=${value#"${value%%[! ]*}"}
  value=${value#?}
  printf '%s\n' "${value%?}"
}
# A JSON file in one line; of one larger than 4 MiB nothing.
flat() {
  if is_file "$1" && [ "$(size_of "$1")" -le 4194304 ]; then tr -d '\000-\037' <"./$1"; fi
  echo
}
decode64() { printf '%s\n' "$1" | openssl base64 -d -A 2>/dev/null; }
# decode TEXT FILE: canonical base64 only, in which the bits after the last byte are zero
decode() {
  [ -n "$1" ] && matches "$1" "($sign64{4})*($sign64{2}[AEIMQUYcgkosw048]=|$sign64[AQgw]==)?" || return 1
  decode64 "$1" >"$2"
}
sign64='[A-Za-z0-9+/]'
url64() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
from_url64() {
  text=$(printf '%s' "$1" | tr -- '-_' '+/')
  case $((${#text} % 4)) in
    2) text="$text==" ;;
    3) text="$text=" ;;
  esac
  decode64 "$text"
}
# Bytes of hex digits.
unhex() {
  matches "$1" '([0-9a-fA-F]{2})+' || return 1
  printf '%s\n' "$1" | awk '{
    digits = "0123456789abcdef"; text = tolower($0); out = ""
    for (i = 1; i < length(text); i += 2) {
      value = 16 * (index(digits, substr(text, i, 1)) - 1) + index(digits, substr(text, i + 1, 1)) - 1
      out = out sprintf("\\%03o", value)
    }
    print out
  }' >"$tmp/octal"
  # The format consists of octal escapes only.
  printf "$(cat "$tmp/octal")"
}
hex() { od -An -v -tx1 | tr -d ' \n'; }

hash64='[0-9a-f]{64}'
time_form='[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z'
id_form='[A-Za-z0-9._~-]{1,128}'
# A verifier key has no space, no plus sign in its name.
key_form='[!-*,-~]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}'

# container -----------------------------------------------------------------------------------------------------------------------
if ! is_file manifest-sha256.txt && ! is_file data/dossier.json; then
  report container fail no_dossier
  echo "Dossier: Not readable"
  exit 2
fi
flat data/dossier.json >"$tmp/dossier"
flat log/entry.json >"$tmp/entry"
format=$(member "$tmp/dossier" format 'evidence-dossier/[0-9]+')
entry_format=$(member "$tmp/entry" format 'evidence-dossier/[0-9]+')
for one in "$format" "$entry_format"; do
  case $one in
    "" | evidence-dossier/1) ;;
    *) report container fail format_unknown "$one" ;;
  esac
done
[ "$unreadable" = 1 ] || report container pass "" ""

# manifest ------------------------------------------------------------------------------------------------------------------------
cr=$(printf '\r')
# A note of printable paths: checks the form of a manifest in $1, and says in $problem what is wrong.
check_form() {
  problem=""
  [ "$(wc -c <"$1" | tr -d ' ')" -le 1048576 ] || problem="larger than 1 MiB"
  [ "$(strange_bytes "$1" '\012\040-\176')" = 0 ] || problem="control characters"
  [ ! -s "$1" ] || [ -z "$(tail -c 1 "$1" | tr -d '\012')" ] || problem="no line feed at the end"
  if grep -Evq -e "^$hash64  [!-~]" "$1"; then problem="a line in another form"; fi
  cut -c67- "$1" >"$tmp/paths"
  if grep -Eq -e '(^|/)\.{0,2}(/|$)' "$tmp/paths"; then problem="an unsafe path"; fi
  if grep -Eq -e '\\|  | $' "$tmp/paths"; then problem="an unsafe path"; fi
  if [ -n "$(sort "$tmp/paths" | uniq -d)" ]; then problem="a path twice"; fi
  [ -z "$problem" ]
}
recorded=$(last_member "$tmp/entry" sha256 "$hash64")
: >"$tmp/manifest"
manifest=manifest-sha256.txt
if ! is_file manifest-sha256.txt; then
  report manifest fail piece_missing manifest-sha256.txt
else
  good=1
  sed "s/$cr\$//" ./manifest-sha256.txt >"$tmp/manifest"
  # The line feed that sed adds must not hide that it is missing.
  if [ -s ./manifest-sha256.txt ] && [ -n "$(tail -c 1 ./manifest-sha256.txt | tr -d '\012')" ]; then
    report manifest fail manifest_malformed "no line feed at the end"
    good=0
  elif ! check_form "$tmp/manifest"; then
    report manifest fail manifest_malformed "$problem"
    good=0
    : >"$tmp/manifest"
  fi
  if ! is_file log/entry.json; then
    report manifest fail piece_missing log/entry.json
  elif [ "$(digest_of manifest-sha256.txt)" = "$recorded" ]; then
    [ "$good" = 0 ] || report manifest pass "" "$recorded"
  elif [ "$(sha <"$tmp/manifest")" = "$recorded" ]; then
    report manifest warn line_endings_changed
    manifest=$tmp/manifest
  else
    report manifest fail manifest_not_recorded
  fi
fi

# pieces --------------------------------------------------------------------------------------------------------------------------
before=$changed$missing
while IFS= read -r line; do
  path=${line#*  }
  if ! is_file "$path"; then
    report pieces fail piece_missing "$path"
  elif [ "$(digest_of "$path")" != "${line%%  *}" ]; then
    report pieces fail piece_changed "$path"
  fi
done <"$tmp/manifest"
if [ -s "$tmp/manifest" ] && ! cut -c67- "$tmp/manifest" | grep -Fqx -e data/dossier.json; then
  report pieces fail piece_missing data/dossier.json
fi
# The request is the one of the dossier, and shows the signer of this evidence alone. UUIDs are compared without case.
lower() { tr 'A-Z' 'a-z'; }
flat data/request.json | lower >"$tmp/request"
for pair in id:srId evidence_id:evidenceId; do
  member "$tmp/dossier" "${pair#*:}" "$id_form" | lower >"$tmp/own"
  [ "${pair%%:*}" = id ] && limit=1 || limit=1000
  grep -Eo -e "\"${pair%%:*}\" *: *\"$id_form\"" "$tmp/request" | head -n "$limit" | sed 's/^"[a-z_]*" *: *"//; s/"$//' | grep -Fvx -f "$tmp/own" |
    head -n 1 >"$tmp/foreign"
  if [ -s "$tmp/own" ] && [ -s "$tmp/foreign" ]; then report pieces fail request_of_other_evidence "$(cat "$tmp/foreign")"; fi
done
# One object a line.
sed 's/{/\
{/g' "$tmp/dossier" | grep -e '"name" *:' | head -n 64 >"$tmp/artefacts"
token_state=""
while IFS= read -r line; do
  printf '%s\n' "$line" >"$tmp/artefact"
  name=$(member "$tmp/artefact" name '[a-z]+')
  state=$(member "$tmp/artefact" state '[a-z_]+')
  case $name in
    status | record | files | token | report | signed) ;;
    *) continue ;;
  esac
  if [ "$name" = token ]; then token_state=$state; fi
  case $state in
    present)
      path=$(member "$tmp/artefact" path 'data/evidence/[a-z.]+')
      sum=$(member "$tmp/artefact" sha256 "$hash64")
      if ! cut -c67- "$tmp/manifest" | grep -Fqx -e "$path"; then
        report pieces fail piece_missing "$path"
      elif ! grep -Fqx -e "$sum  $path" "$tmp/manifest"; then
        report pieces fail piece_changed "$path"
      fi
      ;;
    failed | not_opened)
      if [ "$name" = token ]; then report pieces fail token_not_included; else report pieces info piece_not_included "$name"; fi
      ;;
    left_out) report pieces info piece_not_included "$name" ;;
  esac
done <"$tmp/artefacts"
[ "$before" != "$changed$missing" ] || report pieces pass ""

# entry ---------------------------------------------------------------------------------------------------------------------------
leaf_index="" leaf_commitment="" leaf_event=""
if is_file log/entry.leaf.json && [ "$(size_of log/entry.leaf.json)" -le 4096 ]; then
  leaf=$(tr -d '\000' <log/entry.leaf.json)
  if [ "${#leaf}" = "$(size_of log/entry.leaf.json)" ] &&
    matches "$leaf" "\\{\"at\":\"$time_form\",\"commitment\":\"$hash64\",\"event\":\"[a-z_]+\",\"index\":(0|[1-9][0-9]{0,14}),\"v\":2\\}"; then
    printf '%s\n' "$leaf" >"$tmp/leaf"
    leaf_commitment=$(member "$tmp/leaf" commitment "$hash64")
    leaf_event=$(member "$tmp/leaf" event '[a-z_]+')
    leaf_index=$(sed 's/.*"index":\([0-9]*\),.*/\1/' "$tmp/leaf")
  fi
fi
absent=0
for path in log/entry.json log/entry.salt log/entry.leaf.json; do
  is_file "$path" || {
    report entry fail piece_missing "$path"
    absent=1
  }
done
if [ "$absent" = 0 ]; then
  good=1
  if [ "$(size_of log/entry.salt)" != 32 ]; then
    report entry fail entry_malformed log/entry.salt
    good=0
  elif [ -z "$leaf_index" ]; then
    report entry fail entry_malformed log/entry.leaf.json
    good=0
  else
    if [ "$(cat log/entry.salt log/entry.json | sha)" != "$leaf_commitment" ]; then
      report entry fail commitment_wrong
      good=0
    fi
    if [ "$leaf_event" != dossier ]; then
      report entry fail not_a_dossier_entry "$leaf_event"
      good=0
    fi
  fi
  if [ -z "$entry_format" ] || [ -z "$recorded" ]; then
    report entry fail entry_malformed log/entry.json
    good=0
  fi
  for name in srId evidenceId; do
    value=$(member "$tmp/dossier" "$name" "$id_form")
    if [ -n "$value" ] && [ "$value" != "$(last_member "$tmp/entry" "$name" "$id_form")" ]; then
      report entry fail entry_of_other_evidence "$value"
      good=0
    fi
  done
  [ "$good" = 0 ] || report entry pass "" "$((leaf_index + 1))"
fi

# inclusion -----------------------------------------------------------------------------------------------------------------------
# included LEAF-FILE INDEX SIZE PATH-FILE ROOT: the path (base64, one hash a line) leads from the leaf to the root
included() {
  node=$2 last=$(($3 - 1))
  [ "$node" -le "$last" ] || return 1
  { printf '\000' && cat "$1"; } | openssl dgst -sha256 -binary >"$tmp/hash"
  while IFS= read -r line; do
    [ "$last" != 0 ] || return 1
    { decode "$line" "$tmp/sibling" && [ "$(wc -c <"$tmp/sibling" | tr -d ' ')" = 32 ]; } || return 1
    if [ $((node % 2)) = 1 ] || [ "$node" = "$last" ]; then
      { printf '\001' && cat "$tmp/sibling" "$tmp/hash"; } | openssl dgst -sha256 -binary >"$tmp/next"
      while [ $((node % 2)) = 0 ] && [ "$node" != 0 ]; do
        node=$((node / 2)) last=$((last / 2))
      done
    else
      { printf '\001' && cat "$tmp/hash" "$tmp/sibling"; } | openssl dgst -sha256 -binary >"$tmp/next"
    fi
    mv "$tmp/next" "$tmp/hash"
    node=$((node / 2)) last=$((last / 2))
  done <"$4"
  [ "$last" = 0 ] && [ "$(openssl base64 -A <"$tmp/hash")" = "$5" ]
}
# The body of a checkpoint is what is before its empty line.
body_of() { sed -n '/^$/q;p' "$1"; }
origin="" size="" root=""
: >"$tmp/body"
if is_file log/checkpoint && [ "$(size_of log/checkpoint)" -le 65536 ]; then
  body_of ./log/checkpoint >"$tmp/body"
  if [ "$(wc -l <"$tmp/body" | tr -d ' ')" = 3 ]; then
    origin=$(sed -n 1p "$tmp/body")
    size=$(sed -n 2p "$tmp/body")
    root=$(sed -n 3p "$tmp/body")
    { matches "$size" '0|[1-9][0-9]{0,14}' && decode "$root" "$tmp/root"; } || size=""
  fi
fi
absent=0
for path in log/entry.tlog-proof log/entry.leaf.json log/checkpoint; do
  is_file "$path" || {
    report inclusion fail piece_missing "$path"
    absent=1
  }
done
if [ "$absent" = 0 ]; then
  good=0
  if [ "$(size_of log/entry.tlog-proof)" -le 65536 ]; then
    sed '1,/^$/d' log/entry.tlog-proof >"$tmp/proof-note"
    body_of "$tmp/proof-note" >"$tmp/proof-body"
    body_of log/entry.tlog-proof >"$tmp/proof"
    index=$(sed -n 2p "$tmp/proof" | sed -n 's/^index \([0-9]*\)$/\1/p')
    sed 1,2d "$tmp/proof" >"$tmp/path"
    if [ "$(sed -n 1p "$tmp/proof")" = "c2sp.org/tlog-proof@v1" ] && matches "$index" '0|[1-9][0-9]{0,14}' &&
      [ -n "$size" ] && cmp -s "$tmp/proof-body" "$tmp/body" && { [ -z "$leaf_index" ] || [ "$index" = "$leaf_index" ]; } &&
      included ./log/entry.leaf.json "$index" "$size" "$tmp/path" "$root"; then
      good=1
    fi
  fi
  if [ "$good" = 1 ]; then report inclusion pass "" "$((index + 1)) / $size"; else report inclusion fail proof_wrong; fi
fi

# checkpoint ----------------------------------------------------------------------------------------------------------------------
flat log/keys.json >"$tmp/keys"
grep -Eo -e "\"vkey\" *: *\"$key_form\"" "$tmp/keys" | sed 's/^"vkey" *: *"//; s/"$//' >"$tmp/vkeys"
newest=$(tail -n 1 "$tmp/vkeys")
keys_origin=$(member "$tmp/keys" origin '[!-*,-~]+')
dash=$(printf '\342\200\224')
sed '1,/^$/d' ./log/checkpoint 2>/dev/null | head -n 64 >"$tmp/lines"
# import KEY: writes $tmp/key.pem; fails for a wrong key ID
import() {
  key_name=${1%%+*}
  rest=${1#*+}
  key_id=${rest%%+*}
  decode "${rest#*+}" "$tmp/public" || return 1
  [ "$(head -c 1 "$tmp/public" | hex)" = 01 ] || return 1
  own=$({ printf '%s\n' "$key_name" && cat "$tmp/public"; } | sha | cut -c1-8)
  [ "$own" = "$key_id" ] || return 1
  { printf '\060\052\060\005\006\003\053\145\160\003\041\000' && tail -c +2 "$tmp/public"; } >"$tmp/key.der"
  openssl pkey -pubin -inform DER -in "$tmp/key.der" -out "$tmp/key.pem" 2>/dev/null
}
# signed_by KEY: a line of the note is a good signature
signed_by() {
  import "$1" || return 1
  while IFS= read -r line; do
    case $line in
      "$dash $key_name "*) ;;
      *) continue ;;
    esac
    decode "${line##* }" "$tmp/signed" || continue
    [ "$(head -c 4 "$tmp/signed" | hex)" = "$key_id" ] || continue
    tail -c +5 "$tmp/signed" >"$tmp/signature"
    if openssl pkeyutl -verify -pubin -inkey "$tmp/key.pem" -rawin -in "$tmp/body" -sigfile "$tmp/signature" >/dev/null 2>&1; then
      return 0
    fi
  done <"$tmp/lines"
  return 1
}
absent=0
for path in log/checkpoint log/keys.json log/log-key.pem; do
  is_file "$path" || {
    report checkpoint fail piece_missing "$path"
    absent=1
  }
done
if [ "$absent" = 0 ]; then
  if [ -z "$newest" ] || ! import "$newest" || [ "$key_name" != "$keys_origin" ]; then
    report checkpoint fail key_unknown log/keys.json
  elif [ "$(sed -n 1p "$tmp/body")" != "$keys_origin" ]; then
    report checkpoint fail origin_differs "$(sed -n 1p "$tmp/body")"
  elif ! openssl pkey -pubin -in ./log/log-key.pem -outform DER -out "$tmp/other.der" 2>/dev/null || ! cmp -s "$tmp/other.der" "$tmp/key.der"; then
    report checkpoint fail key_unknown log/log-key.pem
  elif signed_by "$newest" && [ -n "$size" ]; then
    report checkpoint pass "" "$key_id"
  else
    code=""
    sed '$d' "$tmp/vkeys" >"$tmp/older"
    while IFS= read -r older; do
      if [ -z "$code" ] && signed_by "$older"; then code=key_retired; fi
    done <"$tmp/older"
    if [ -z "$code" ]; then
      import "$newest"
      code=key_unknown
      while IFS= read -r line; do
        case $line in
          "$dash $keys_origin "*) if ! decode "${line##* }" "$tmp/signed" || [ "$(head -c 4 "$tmp/signed" | hex)" = "$key_id" ]; then code=signature_wrong; fi ;;
        esac
      done <"$tmp/lines"
    fi
    report checkpoint fail "$code"
  fi
fi
if [ "$(wc -l <"$tmp/vkeys" | tr -d ' ')" -gt 1 ]; then report rotations not_checked use_verify_html; else report rotations pass ""; fi

# log_key -------------------------------------------------------------------------------------------------------------------------
if [ -z "$given_key" ]; then
  report log_key not_checked key_not_given "$newest"
elif ! matches "$given_key" "$key_form"; then
  report log_key not_checked given_key_malformed
elif [ "$given_key" = "$newest" ]; then
  report log_key pass "" "$newest"
  log_compared=1
elif grep -Fqx -e "$given_key" "$tmp/vkeys"; then
  # An older key leads to the newest only by rotations, which are not verified here.
  report log_key not_checked use_verify_html "$newest"
else
  report log_key fail key_differs "$newest"
fi
report custody not_checked use_verify_html

# decisions -----------------------------------------------------------------------------------------------------------------------
# JSON escapes of quotes and backslashes; a text with other ones is not decoded.
unescape() { sed 's/\\\(["\\]\)/\1/g'; }
# assertion_good FILE DIGEST: 0 if the passkey's assertion in the file is over the digest, 1 if not, 2 if it is of another kind
assertion_good() {
  grep -Eq -e '"type" *: *"webauthn\.get"' "$1" || return 2
  decode "$(member "$1" publicKeySpki '[A-Za-z0-9+/=]+')" "$tmp/passkey.der" || return 1
  openssl pkey -pubin -inform DER -in "$tmp/passkey.der" -out "$tmp/passkey.pem" 2>/dev/null || return 1
  from_url64 "$(member "$1" authenticatorData '[A-Za-z0-9_-]+')" >"$tmp/data"
  from_url64 "$(member "$1" clientDataJSON '[A-Za-z0-9_-]+')" >"$tmp/client"
  from_url64 "$(member "$1" signature '[A-Za-z0-9_-]+')" >"$tmp/signature"
  [ "$(wc -c <"$tmp/data" | tr -d ' ')" -ge 37 ] || return 1
  # User present and user verified.
  case $(tail -c +33 "$tmp/data" | head -c 1 | hex) in
    ?[57df]) ;;
    *) return 1 ;;
  esac
  domain=$(member "$1" rpId '[A-Za-z0-9.-]+')
  [ -n "$domain" ] && [ "$(head -c 32 "$tmp/data" | hex)" = "$(printf '%s' "$domain" | sha)" ] || return 1
  { tr -d '\000-\037' <"$tmp/client" && echo; } >"$tmp/client-line"
  grep -Eq -e '"type" *: *"webauthn\.get"' "$tmp/client-line" || return 1
  [ "$(member "$tmp/client-line" challenge '[A-Za-z0-9_-]{43}')" = "$(unhex "$2" | url64)" ] || return 1
  own=$(member "$1" origin 'https?://[A-Za-z0-9.:-]+')
  [ -n "$own" ] && [ "$(member "$tmp/client-line" origin 'https?://[A-Za-z0-9.:-]+')" = "$own" ] || return 1
  if grep -Eq -e '"crossOrigin" *: *true' "$tmp/client-line"; then return 1; fi
  { cat "$tmp/data" && openssl dgst -sha256 -binary <"$tmp/client"; } >"$tmp/answer"
  case $(grep -Eo -e '"algorithm" *: *-[0-9]{1,3}' "$1" | head -n 1 | tr -d -c '0-9') in
    7 | 257) openssl dgst -sha256 -verify "$tmp/passkey.pem" -signature "$tmp/signature" "$tmp/answer" >/dev/null 2>&1 || return 1 ;;
    8) openssl pkeyutl -verify -pubin -inkey "$tmp/passkey.pem" -rawin -in "$tmp/answer" -sigfile "$tmp/signature" >/dev/null 2>&1 || return 1 ;;
    *) return 2 ;;
  esac
}
if ! is_file data/decisions.json; then
  report decisions not_checked decisions_absent
else
  : >"$tmp/proven"
  if is_file log/entries.jsonl; then
    grep -E -e '^\{"index":[0-9]{1,15},"at":"[^"]*","event":"decision","commitment":"[0-9a-f]{64}","salt":"[A-Za-z0-9+/=]{44}","content":"' log/entries.jsonl |
      head -n 500 >"$tmp/decision-lines"
    while IFS= read -r line; do
      printf '%s\n' "$line" >"$tmp/line"
      number=$(sed 's/^{"index":\([0-9]*\),.*/\1/' "$tmp/line")
      at=$(member "$tmp/line" at "$time_form")
      commitment=$(member "$tmp/line" commitment "$hash64")
      decode "$(member "$tmp/line" salt '[A-Za-z0-9+/=]{44}')" "$tmp/salt" || continue
      sed 's/^.*,"content":"//; s/","path":\[[^]]*\]}$//' "$tmp/line" | unescape | tr -d '\n' >"$tmp/content"
      sed 's/^.*","path":\[//; s/\]}$//' "$tmp/line" | tr -d '"' | tr ',' '\n' | sed '/^$/d' >"$tmp/path"
      printf '{"at":"%s","commitment":"%s","event":"decision","index":%s,"v":2}' "$at" "$commitment" "$number" >"$tmp/leaf"
      [ "$(cat "$tmp/salt" "$tmp/content" | sha)" = "$commitment" ] || continue
      [ -n "$size" ] && included "$tmp/leaf" "$number" "$size" "$tmp/path" "$root" || continue
      echo >>"$tmp/content"
      printf '%s %s %s\n' "$(member "$tmp/content" decisionId "$id_form")" "$(member "$tmp/content" sha256 "$hash64")" "$((number + 1))" >>"$tmp/proven"
    done <"$tmp/decision-lines"
  fi
  good=1 count=0
  flat data/decisions.json >"$tmp/decisions"
  # One decision a line; a quote inside a text has a backslash before it.
  sed 's/"canonical": "/\
&/g' "$tmp/decisions" | sed 1d >"$tmp/blocks"
  grep -E -e '^ *"canonical": "' data/decisions.json | sed 's/^ *"canonical": "//; s/",\{0,1\}$//' | head -n 501 >"$tmp/canonical"
  while IFS= read -r line; do
    printf '%s\n' "$line" | unescape | tr -d '\n' >"$tmp/decision"
    sum=$(sha <"$tmp/decision")
    echo >>"$tmp/decision"
    id=$(member "$tmp/decision" id "$id_form")
    count=$((count + 1))
    if [ -z "$id" ] || ! grep -q -e "^$id $sum " "$tmp/proven"; then
      report decisions fail decision_not_recorded "$id"
      good=0
    fi
    sed -n "${count}p" "$tmp/blocks" >"$tmp/block"
    if grep -Eq -e '"assertion" *: *\{' "$tmp/block"; then
      assertion_good "$tmp/block" "$sum"
      case $? in
        0) ;;
        1)
          report decisions fail assertion_wrong "$id"
          good=0
          ;;
        *) report decisions info assertion_not_checked "$id" ;;
      esac
    fi
  done <"$tmp/canonical"
  if [ "$good" = 0 ]; then
    :
  elif [ "$count" = 0 ] && ! grep -Eq -e '"decisions": *\[ *\]' "$tmp/decisions"; then
    report decisions fail decision_not_recorded "The file has another form."
  else
    report decisions pass "" "$count"
  fi
fi

# token ---------------------------------------------------------------------------------------------------------------------------
# thumbprint: RFC 7638 of data/keys/token-key.pem
thumbprint() {
  openssl pkey -pubin -in data/keys/token-key.pem -outform DER -out "$tmp/token.der" 2>/dev/null || return 1
  openssl pkey -pubin -in data/keys/token-key.pem -noout -text >"$tmp/token.text" 2>/dev/null || return 1
  curve="" bytes=0
  case $(head -c 40 "$tmp/token.der" | hex) in
    *2a8648ce3d0201*2a8648ce3d030107*) curve=P-256 bytes=32 ;;
    *2a8648ce3d0201*2b81040022*) curve=P-384 bytes=48 ;;
    *2a8648ce3d0201*2b81040023*) curve=P-521 bytes=66 ;;
    302a300506032b6570032100*)
      printf '{"crv":"Ed25519","kty":"OKP","x":"%s"}' "$(tail -c 32 "$tmp/token.der" | url64)" >"$tmp/jwk"
      ;;
    *2a864886f70d010101*)
      modulus=$(openssl rsa -pubin -in data/keys/token-key.pem -noout -modulus 2>/dev/null | sed 's/^Modulus=//')
      exponent=$(sed -n 's/^ *Exponent: [0-9]* (0x\([0-9a-f]*\))$/\1/p' "$tmp/token.text")
      [ $((${#exponent} % 2)) = 0 ] || exponent=0$exponent
      printf '{"e":"%s","kty":"RSA","n":"%s"}' "$(unhex "$exponent" | url64)" "$(unhex "$modulus" | url64)" >"$tmp/jwk"
      ;;
    *) return 1 ;;
  esac
  if [ -n "$curve" ]; then
    x=$(tail -c $((2 * bytes)) "$tmp/token.der" | head -c "$bytes" | url64)
    printf '{"crv":"%s","kty":"EC","x":"%s","y":"%s"}' "$curve" "$x" "$(tail -c "$bytes" "$tmp/token.der" | url64)" >"$tmp/jwk"
  fi
  openssl dgst -sha256 -binary <"$tmp/jwk" | url64
}
# One integer of a signature as DER: without leading zeros, but with one before a high bit.
integer() {
  text=$1
  while [ "${#text}" -gt 2 ]; do
    case $text in
      00*) text=${text#00} ;;
      *) break ;;
    esac
  done
  case $text in
    [89a-f]*) text=00$text ;;
  esac
  printf '02%02x%s' $((${#text} / 2)) "$text"
}
# Signature r ‖ s as a SEQUENCE.
sequence() {
  digits=$(hex <"$1")
  half=$((${#digits} / 2))
  both=$(integer "$(printf '%s' "$digits" | cut -c1-$half)")$(integer "$(printf '%s' "$digits" | cut -c$((half + 1))-)")
  length=$((${#both} / 2))
  if [ "$length" -gt 127 ]; then printf '3081%02x%s' "$length" "$both"; else printf '30%02x%s' "$length" "$both"; fi
}
# token_signature ALG: 0 good, 1 not good, 2 cannot tell
token_signature() {
  pem=data/keys/token-key.pem
  bits=$(printf '%s' "$1" | tr -d 'A-Za-z')
  case $1 in
    RS256 | RS384 | RS512) openssl dgst "-sha$bits" -verify "$pem" -signature "$tmp/signature" "$tmp/input" >/dev/null 2>&1 ;;
    PS256 | PS384 | PS512)
      openssl dgst "-sha$bits" -verify "$pem" -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest \
        -signature "$tmp/signature" "$tmp/input" >/dev/null 2>&1
      ;;
    ES256 | ES384 | ES512)
      unhex "$(sequence "$tmp/signature")" >"$tmp/signature.der"
      openssl dgst "-sha$bits" -verify "$pem" -signature "$tmp/signature.der" "$tmp/input" >/dev/null 2>&1
      ;;
    EdDSA | Ed25519)
      openssl pkeyutl -verify -pubin -inkey "$pem" -rawin -in "$tmp/input" -sigfile "$tmp/signature" >/dev/null 2>&1
      ;;
    *) return 2 ;;
  esac
}
# Seconds since 1970 of a UTC time of the known form.
seconds() {
  printf '%s\n' "$1" | tr 'T:.Z-' '     ' | awk '{
    y = $1; m = $2; if (m <= 2) { y--; m += 12 }
    days = 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * (m - 3) + 2) / 5) + $3 - 719469
    printf "%.0f\n", days * 86400 + $4 * 3600 + $5 * 60 + $6
  }'
}
number_claim() { grep -Eo -e "\"$1\" *: *[0-9]{1,12}[^0-9.eE]" "$tmp/claims" | head -n 1 | sed 's/^[^:]*: *//; s/[^0-9]$//'; }

if ! is_file data/evidence/token.jwt; then
  received=""
  if [ "$token_state" = absent ] && is_file log/entries.jsonl; then
    received=$(grep -E -e '^\{"index":[0-9]{1,15},"at":"[^"]*","event":"verdict","commitment":' log/entries.jsonl | head -n 1 | sed 's/^{"index":\([0-9]*\),.*/\1/')
  fi
  if [ -n "$received" ]; then report token fail token_was_received "$((received + 1))"; else report token not_checked token_absent; fi
  token_word="The dossier has no token"
elif ! is_file data/verdict.json; then
  report token not_checked verdict_absent
else
  flat data/verdict.json >"$tmp/verdict"
  verdict=$(member "$tmp/verdict" verdict '[a-z_]+')
  judged=$(member "$tmp/verdict" judgedAt "$time_form")
  good=1 result=2
  contradicted() {
    report token fail verdict_contradicted "$1"
    good=0
  }
  if [ -z "$verdict" ] || [ -z "$judged" ]; then contradicted "verdict.json"; fi
  if [ "$(last_member "$tmp/verdict" sha256 "$hash64")" != "$(digest_of data/evidence/token.jwt)" ]; then contradicted sha256; fi
  named=$(member "$tmp/verdict" thumbprint '[A-Za-z0-9_-]{43}')
  if [ -n "$named" ] && ! is_file data/keys/token-key.pem; then
    report token fail piece_missing data/keys/token-key.pem
    good=0
  fi
  if is_file data/keys/token-key.pem; then
    own=$(thumbprint)
    if [ "$own" != "$named" ]; then contradicted key; fi
    tr -d '\000' <data/evidence/token.jwt >"$tmp/token"
    [ "$(strange_bytes "$tmp/token" '\012\015\040-\176')" = 0 ] && token=$(cat "$tmp/token") || token=""
    if [ "$(wc -c <"$tmp/token" | tr -d ' ')" -le 1048576 ] && matches "$token" '[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+'; then
      # Files instead of the shell's own patterns, which take minutes for a megabyte in some shells.
      part() { cut -d . -f "$1" <"$tmp/token" | tr -d '\n'; }
      part 1,2 >"$tmp/input"
      signature=$(part 3)
      from_url64 "$signature" >"$tmp/signature"
      from_url64 "$(part 1)" | tr -d '\000-\037' >"$tmp/header"
      echo >>"$tmp/header"
      from_url64 "$(part 2)" | tr -d '\000-\037' >"$tmp/claims"
      echo >>"$tmp/claims"
      if [ "$(url64 <"$tmp/signature")" = "$signature" ]; then
        token_signature "$(member "$tmp/header" alg '[A-Za-z0-9]+')"
        result=$?
      else
        result=1
      fi
      [ "$result" -le 2 ] || result=1
    fi
  fi
  sed 's/{/\
{/g' "$tmp/verdict" | grep -E -e '"name" *: *"signature"' | head -n 1 >"$tmp/check"
  stated=$(member "$tmp/check" outcome '[a-z]+')
  case $verdict in
    valid | expired | not_yet_valid | unbound) if [ "$result" = 1 ] || [ "$stated" != pass ]; then contradicted signature; fi ;;
    *) if [ "$result" = 1 ] && [ "$stated" = pass ]; then contradicted signature; fi ;;
  esac
  if [ "$result" = 0 ] && [ "$stated" = fail ]; then contradicted signature; fi
  if [ "$result" = 0 ] && [ -n "$judged" ]; then
    now=$(seconds "$judged") exp=$(number_claim exp) nbf=$(number_claim nbf)
    case $verdict in
      valid | unbound)
        if [ -n "$exp" ] && [ "$exp" -le $((now - 60)) ]; then contradicted expiry; fi
        if [ -n "$nbf" ] && [ "$nbf" -gt $((now + 60)) ]; then contradicted not_before; fi
        ;;
    esac
  fi
  if [ "$result" = 1 ]; then token_word=Invalid; fi
  if [ "$result" = 0 ]; then
    case $verdict in
      valid) token_word="Token signature valid" ;;
      expired) token_word="Valid signature, expired" ;;
      not_yet_valid) token_word="Valid signature, not valid yet" ;;
      unbound) token_word="Valid signature, but not linked to this evidence" ;;
      invalid) token_word=Invalid ;;
      *)
        case $(member "$tmp/verdict" reason '[a-z_]+') in
          key_no_longer_published) token_word="Key no longer published" ;;
          *) token_word="Unknown key" ;;
        esac
        ;;
    esac
  fi
  if [ "$good" = 0 ]; then
    :
  elif [ "$result" = 2 ]; then
    report token not_checked "" "$verdict"
  else
    report token pass "" "$verdict"
  fi
fi
if ! is_file data/keys/token-key.pem; then
  report token_key not_checked key_absent
  token_compared=1
else
  own=$(thumbprint)
  if [ -z "$given_token" ]; then
    report token_key not_checked key_not_given "$own"
  elif ! matches "$given_token" '[A-Za-z0-9_-]{43}'; then
    report token_key not_checked given_key_malformed
  elif [ "$given_token" = "$own" ]; then
    report token_key pass "" "$own"
    token_compared=1
  else
    report token_key fail key_differs "$own"
  fi
fi

# timestamp -----------------------------------------------------------------------------------------------------------------------
stamped=$(member "$tmp/entry" timestamp '[a-z_]+')
if ! is_file timestamp/manifest.tsr; then
  if [ "$stamped" = granted ]; then
    report timestamp fail timestamp_missing timestamp/manifest.tsr
  else
    report timestamp not_checked "timestamp_${stamped:-not_configured}"
  fi
else
  good=1
  if [ "$(digest_of timestamp/manifest.tsr)" != "$(member "$tmp/entry" timestampSha256 "$hash64")" ]; then
    report timestamp fail timestamp_not_recorded
    good=0
  fi
  imprint=$(openssl ts -reply -in timestamp/manifest.tsr -text 2>/dev/null |
    sed -n '/^Message data:/,/^Serial number:/s/^ *[0-9a-f]* - \([0-9a-f -]*\)   .*$/\1/p' | tr -d ' \n-')
  set -- -untrusted timestamp/tsa-chain.pem
  if ! is_file timestamp/tsa-chain.pem || ! grep -q -e 'BEGIN CERTIFICATE' timestamp/tsa-chain.pem; then set --; fi
  if [ -n "$imprint" ] && [ "$imprint" != "$(sha <"$manifest")" ]; then
    report timestamp fail imprint_differs
    good=0
  elif ! is_file timestamp/tsa-ca.pem; then
    report timestamp fail piece_missing timestamp/tsa-ca.pem
    good=0
  elif ! openssl ts -verify -no_check_time -data "$manifest" -in timestamp/manifest.tsr -CAfile timestamp/tsa-ca.pem "$@" >/dev/null 2>&1; then
    report timestamp fail timestamp_invalid
    good=0
  fi
  [ "$good" = 0 ] || report timestamp pass "" "$(openssl ts -reply -in timestamp/manifest.tsr -text 2>/dev/null | sed -n 's/^Time stamp: //p')"
fi

# tags ----------------------------------------------------------------------------------------------------------------------------
# Signature lines of unknown keys, such as those of witnesses, may be added to a note.
only_signatures_added() {
  case $1 in
    log/checkpoint | log/entry.tlog-proof) ;;
    *) return 1 ;;
  esac
  awk -v dash="$dash" 'FNR == NR { split($0, part, "+"); names[part[1]] = 1; next }
    index($0, dash " ") == 1 { split($0, word, " "); if (!(word[2] in names)) next }
    { print }' "$tmp/vkeys" "./$1" | sha >"$tmp/sum"
  [ "$(cat "$tmp/sum")" = "$2" ]
}
before=$remarks
remarks=0
if ! is_file tagmanifest-sha256.txt; then
  report tags warn tag_missing tagmanifest-sha256.txt
else
  sed "s/$cr\$//" tagmanifest-sha256.txt >"$tmp/tags"
  if ! check_form "$tmp/tags"; then
    report tags warn tag_changed tagmanifest-sha256.txt
  else
    while IFS= read -r line; do
      path=${line#*  }
      sum=$(printf '%s\n' "$line" | cut -c1-64)
      if ! is_file "$path"; then
        report tags warn tag_missing "$path"
      elif [ "$(digest_of "$path")" != "$sum" ]; then
        if only_signatures_added "$path" "$sum"; then report tags info signature_added "$path"; else report tags warn tag_changed "$path"; fi
      fi
    done <"$tmp/tags"
    listed=$nl$(cut -c67- "$tmp/tags")$nl
    for path in bagit.txt bag-info.txt manifest-sha256.txt READ-ME.txt verify.html verify.sh log/checkpoint log/keys.json \
      log/log-key.pem log/entry.json log/entry.salt log/entry.leaf.json log/entry.tlog-proof log/entries.jsonl \
      timestamp/manifest.tsr timestamp/tsa-ca.pem timestamp/tsa-chain.pem; do
      if is_file "$path" && ! is_listed "$path" "$listed"; then report tags warn tag_changed "$path"; fi
    done
    if is_file bag-info.txt; then
      identifier=$(member "$tmp/dossier" evidenceId "$id_form")
      if { [ -n "$identifier" ] && ! grep -Fqx -e "External-Identifier: $identifier" bag-info.txt; } ||
        { [ -n "$leaf_index" ] && ! grep -Fqx -e "Log-Entry: $((leaf_index + 1))" bag-info.txt; }; then
        report tags warn tag_changed bag-info.txt
      fi
    fi
  fi
fi
[ "$remarks" = 1 ] || report tags pass ""
[ "$before" = 0 ] || remarks=1

# extras --------------------------------------------------------------------------------------------------------------------------
before=$remarks
remarks=0
{
  cut -c67- "$tmp/manifest"
  cat <<END
bagit.txt
bag-info.txt
manifest-sha256.txt
tagmanifest-sha256.txt
READ-ME.txt
verify.html
verify.sh
log/checkpoint
log/keys.json
log/log-key.pem
log/entry.json
log/entry.salt
log/entry.leaf.json
log/entry.tlog-proof
log/entries.jsonl
timestamp/manifest.tsr
timestamp/tsa-ca.pem
timestamp/tsa-chain.pem
END
} >"$tmp/known"
known=$nl$(cat "$tmp/known")$nl
find . ! -type d -print 2>/dev/null | sed 's/^\.\///' | head -n 200000 >"$tmp/found"
extra=0 system=0
while IFS= read -r path; do
  case $path in
    __MACOSX/* | */__MACOSX/* | ._* | */._* | .DS_Store | */.DS_Store | Thumbs.db | */Thumbs.db | desktop.ini | */desktop.ini)
      system=$((system + 1))
      if [ "$system" -le 100 ]; then report extras info system_file "$path"; fi
      ;;
    *)
      is_listed "$path" "$known" && continue
      extra=$((extra + 1))
      # More are counted, not listed.
      if [ "$extra" -le 100 ]; then report extras warn extra_file "$path"; fi
      ;;
  esac
done <"$tmp/found"
if [ "$extra" -gt 100 ]; then report extras warn extra_file "$((extra - 100)) more"; fi
[ "$remarks" = 1 ] || report extras pass ""
[ "$before" = 0 ] || remarks=1

# result --------------------------------------------------------------------------------------------------------------------------
status=1
if [ "$unreadable" = 1 ]; then
  word="Not readable" status=2
elif [ "$changed" = 1 ]; then
  word=Changed
elif [ "$other" = 1 ]; then
  word="Signed by another key"
elif [ "$missing" = 1 ]; then
  word=Incomplete
elif [ "$remarks" = 1 ]; then
  word="Unchanged, with remarks" status=0
elif [ "$log_compared$token_compared" = 11 ]; then
  word=Unchanged status=0
else
  word="Unchanged, keys not compared" status=0
fi
printf '\nDossier: %s\nToken:   %s\n' "$word" "$token_word"
if [ "$log_compared" = 1 ]; then echo "The log key was compared with the one that you gave."; else echo "The log key was not compared: $(plain "$newest")"; fi
exit "$status"
