// The shapes of what the embed tells: every key of the recordings, with values that fit the player's state.

export const RATES = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

export const API = [
  'cueVideoById', 'loadVideoById', 'cueVideoByUrl', 'loadVideoByUrl', 'playVideo', 'pauseVideo', 'stopVideo', 'clearVideo',
  'getVideoBytesLoaded', 'getVideoBytesTotal', 'getVideoLoadedFraction', 'getVideoStartBytes', 'cuePlaylist', 'loadPlaylist',
  'nextVideo', 'previousVideo', 'playVideoAt', 'setShuffle', 'setLoop', 'getPlaylist', 'getPlaylistIndex', 'getPlaylistId',
  'loadModule', 'unloadModule', 'setOption', 'getOption', 'getOptions', 'mute', 'unMute', 'isMuted', 'setVolume', 'getVolume',
  'seekTo', 'getPlayerMode', 'getPlayerState', 'getAvailablePlaybackRates', 'getPlaybackQuality', 'setPlaybackQuality',
  'getAvailableQualityLevels', 'getCurrentTime', 'getDuration', 'addEventListener', 'removeEventListener', 'getDebugText',
  'getVideoData', 'addCueRange', 'removeCueRange', 'setSize', 'getApiInterface', 'destroy', 'mutedAutoplay', 'getVideoEmbedCode',
  'getVideoUrl', 'getMediaReferenceTime', 'getSize', 'setFauxFullscreen', 'setCenterCrop', 'logImaAdEvent', 'preloadVideoById',
  'wakeUpControls', 'showVideoInfo', 'hideVideoInfo', 'isVideoInfoVisible', 'getPlaybackRate', 'setPlaybackRate',
  'getSphericalProperties', 'setSphericalProperties',
];

// What is told of a numbered error inside videoData.
export const ERROR_NAMES = {
  2: 'api.invalidparam', 5: 'fmt.decode', 100: 'auth', 101: 'auth', 150: 'auth',
  151: 'mrm.blocked', 152: 'embedder.identity.denied', 153: 'embedder.identity.missing.referrer',
};

export function snapshot(p) {
  return {
    apiInterface: API,
    videoBytesLoaded: p.loadedFraction(), videoBytesTotal: 1, videoLoadedFraction: p.loadedFraction(), videoStartBytes: 0,
    playlist: null, playlistIndex: -1, playlistId: null, option: null, options: [],
    muted: p.muted, volume: p.volume, playerMode: {}, playerState: p.state, availablePlaybackRates: RATES,
    ...quality(p), currentTime: time(p), duration: p.duration(),
    debugText: JSON.stringify({ debug_videoId: p.videoId }),
    videoEmbedCode: `<iframe src="https://www.youtube.com/embed/${p.videoId}"></iframe>`,
    videoUrl: url(p), mediaReferenceTime: time(p), size: { width: innerWidth, height: innerHeight }, videoInfoVisible: false,
    playbackRate: p.clock.rate, sphericalProperties: {}, videoData: videoData(p), currentTimeLastUpdated_: now(),
  };
}

// With `playerState`; the time may be an old one, as after a seek past the end.
export function state(p, currentTime = time(p)) {
  return {
    playerState: p.state, currentTime, duration: p.duration(), videoData: videoData(p), videoStartBytes: 0, videoBytesTotal: 1,
    videoLoadedFraction: p.loadedFraction(), ...quality(p), currentTimeLastUpdated_: now(), playbackRate: p.clock.rate,
    mediaReferenceTime: currentTime, videoUrl: url(p),
    videoContentRect: { left: 0, top: 0, width: innerWidth, height: innerHeight },
    progressState: progress(p, currentTime), playlist: null, playlistIndex: -1,
  };
}

// The time and nothing of the state: what comes about four times a second.
export function tick(p) {
  return {
    currentTime: time(p), videoBytesLoaded: p.loadedFraction(), videoLoadedFraction: p.loadedFraction(), currentTimeLastUpdated_: now(),
    playbackRate: p.clock.rate, mediaReferenceTime: time(p), progressState: progress(p, time(p)),
  };
}

export function quality(p) {
  return p.loaded
    ? { playbackQuality: 'small', availableQualityLevels: ['small', 'auto'] }
    : { playbackQuality: 'unknown', availableQualityLevels: [] };
}

function videoData(p) {
  return {
    video_id: p.videoId, author: p.titled ? 'Fake author' : '', title: p.titled ? 'Fake video' : '',
    isPlayable: !(p.error && p.state === -1 && !p.errorCameLate), errorCode: p.error ? ERROR_NAMES[p.error] ?? 'auth' : null,
    ...(p.loaded && { video_quality: 'small', video_quality_features: [] }),
    backgroundable: false, cpn: p.cpn, isLive: false, isWindowedLive: false, isManifestless: false, allowLiveDvr: false,
    isListed: p.titled, isMultiChannelAudio: false, hasProgressBarBoundaries: false, isPremiere: false, playerResponseCpn: '',
    progressBarStartPositionUtcTimeMillis: null, progressBarEndPositionUtcTimeMillis: null, paidContentOverlayDurationMs: 0,
  };
}

function progress(p, current) {
  return {
    airingStart: 0, airingEnd: 0, allowSeeking: true, clipEnd: p.end || null, clipStart: p.start, current, displayedStart: -1,
    duration: p.duration(), ingestionTime: null, isAtLiveHead: false, loaded: p.loadedFraction() * p.duration(), seekableStart: 0,
    seekableEnd: p.duration(), offset: 0, viewerLivestreamJoinMediaTime: 0,
  };
}

function url(p) {
  const t = Math.floor(p.clock.now());
  return `https://www.youtube.com/watch?${t > 0 ? `t=${t}&` : ''}v=${p.videoId}`;
}

const time = (p) => Math.round(p.clock.now() * 1e4) / 1e4;
const now = () => Date.now() / 1000;
