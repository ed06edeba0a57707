#!/bin/sh
# Runs the night and acts on the exit code: repeats what can be repeated, and tells a person about everything else.
# Arguments go to `credit-connector run`. Settings: TRIES, PAUSE_SECONDS, CREDIT_CONNECTOR (the program), ALERT (gets one line).
set -u

tries=${TRIES:-24}
pause=${PAUSE_SECONDS:-900}
program=${CREDIT_CONNECTOR:-/opt/credit-connector/credit-connector}
alert=${ALERT:-logger -p user.err -t credit-connector}

while :; do
  "$program" run --quiet "$@"
  code=$?
  case $code in
    0 | 7 | 10) exit 0 ;;
    6 | 8 | 12 | 13) tries=$((tries - 1)) ;;
    *) tries=0 ;;
  esac
  if [ "$tries" -le 0 ]; then
    $alert "the night stopped with exit code $code; see: $program status"
    exit "$code"
  fi
  sleep "$pause"
done
