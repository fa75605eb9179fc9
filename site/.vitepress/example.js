// What "Fill in an example" fills in. The link is a mistake on purpose: it shows how a problem looks.
export const page = `# Episode #001: How tides work

**Speakers**: Ada & Bo

<iframe src="https://www.youtube.com/embed/aqz-KE-bpKQ" title="How tides work"></iframe>

## Synopsis

Why the sea comes and goes. Read [the tables](javascript:open) first.

## Chapters

- 00:00 - What the moon does
- 00:30 - Twice a day

## Key Statistics

| Metric | Value | Source |
| --- | --- | --- |
| Tides in a day | 2 | The harbour's table |

## Transcript

**Ada**: The moon pulls the sea, and the sea follows it around the earth.

**Bo**: So the water comes to us once a day, when the moon is above?

**Ada**: Twice a day. There are 2 tides in a day, since the far side of the earth has one as well.
`;

export const captions = `WEBVTT

00:01.000 --> 00:06.000
the moon pulls the sea and the sea follows it around the earth

00:12.000 --> 00:17.500
so the water comes to us once a day when the moon is above

00:30.000 --> 00:38.000
twice a day there are two tides in a day since the far side of the earth has one as well
`;

export default { page, captions };
