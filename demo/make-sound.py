#!/usr/bin/env python3
"""Speaks the transcript of an imported page, and writes the true time of each word into the episode's JSON.

    cargo run -p episode-cli -- import demo/episode.md -o demo/episode.json
    demo/make-sound.py demo/episode.json demo/episode.mp3

Needed only where the page changed: both results are in the repository. Needs Debian's packages espeak-ng and ffmpeg.
It prints when each turn starts, for the page's chapter markers.
"""
import ctypes
import json
import re
import subprocess
import sys

VOICES = [(b"en-gb", 62, 140), (b"en-us", 38, 146)]  # voice, pitch, words a minute; by order of appearance
PAUSE_MS = 420  # between two turns
# An MP3 decoder that knows of the encoder's delay, as browsers' do by the LAME tag, cuts it off: nothing to add.

library = ctypes.CDLL("libespeak-ng.so.1")


class Event(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("id", ctypes.c_uint), ("text_position", ctypes.c_int),
                ("length", ctypes.c_int), ("audio_position", ctypes.c_int), ("sample", ctypes.c_int),
                ("user_data", ctypes.c_void_p), ("name", ctypes.c_char * 8)]


LIST_END, WORD = 0, 1
PITCH, RATE = 3, 1
rate = library.espeak_Initialize(2, 0, None, 0)  # 2: synchronous, into the callback
samples, events = bytearray(), []


@ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event))
def hear(sound, count, event):
    if sound and count:
        samples.extend(ctypes.string_at(sound, count * 2))
    i = 0
    while event[i].type != LIST_END:
        if event[i].type == WORD:
            events.append((event[i].text_position - 1, event[i].audio_position))
        i += 1
    return 0


library.espeak_SetSynthCallback(hear)


def speak(text, voice):
    """The sound of a text, and the start of each of its words in milliseconds."""
    name, pitch, speed = voice
    library.espeak_SetVoiceByName(name)
    library.espeak_SetParameter(PITCH, pitch, 0)
    library.espeak_SetParameter(RATE, speed, 0)
    samples.clear()
    events.clear()
    data = text.encode()
    library.espeak_Synth(data, len(data) + 1, 0, 1, 0, 1, None, None)
    library.espeak_Synchronize()
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    starts, last = [], 0
    for start, end in words:
        said = [at for position, at in events if start <= position < end]
        last = max(last, min(said)) if said else last
        starts.append(last)
    return bytes(samples), starts


def main(path, sound):
    with open(path, encoding="utf-8") as file:
        episode = json.load(file)
    turns = episode["transcript"]["turns"]
    speakers = [speaker["id"] for speaker in episode["speakers"]]
    whole = bytearray()
    for turn in turns:
        part, starts = speak(turn["text"], VOICES[speakers.index(turn["speaker"])])
        begin = len(whole) // 2 * 1000 // rate
        whole.extend(part)
        end = len(whole) // 2 * 1000 // rate
        whole.extend(bytes(2 * (rate * PAUSE_MS // 1000)))
        turn.pop("estimated", None)
        turn["start"], turn["end"] = (begin + starts[0]) / 1000, end / 1000
        turn["words"] = [at - starts[0] for at in starts]
        print(f"{begin // 60000:02}:{begin // 1000 % 60:02}  {turn['text'][:60]}")
    for statistic in episode["statistics"]:
        for mention in statistic.get("mentions", []):
            turn = turns[mention["turn"]]
            mention["start"] = round(turn["start"] + turn["words"][mention["word"]] / 1000, 3)
    episode["transcript"]["timing"] = "captions"
    episode["duration"] = round(len(whole) / 2 / rate, 3)
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "s16le", "-ar", str(rate), "-ac", "1", "-i", "-",
                    "-ar", "16000", "-c:a", "libmp3lame", "-b:a", "16k", sound], input=bytes(whole), check=True)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(episode, file, ensure_ascii=False, indent=1)
        file.write("\n")


main(*sys.argv[1:])
