"use client";
// The element as a component of React 18 and 19. React 18 sets no properties on a custom element and hears none of its
// events; React 19 does both, but sets no properties while it hydrates.
import { createElement, forwardRef, useEffect, useImperativeHandle, useRef } from "react";
import "./episode-player.js";

/** `<episode-player>`: `episode` is set as a property, and each `onName` listens to the event `name`. */
export const EpisodePlayer = forwardRef(({ episode, className, children, ...props }, ref) => {
  const element = useRef(null);
  const listeners = Object.entries(props).filter(([name]) => /^on[A-Z]/.test(name));
  const attributes = Object.entries(props).filter(([name]) => !/^on[A-Z]/.test(name));
  useImperativeHandle(ref, () => element.current, []);
  useEffect(() => {
    element.current.episode = episode;
  }, [episode]);
  // Anew after each render, since most pages write their functions in place.
  useEffect(() => {
    const player = element.current;
    const all = listeners.map(([name, listener]) => [name.slice(2).toLowerCase(), listener]);
    all.forEach((listener) => player.addEventListener(...listener));
    return () => all.forEach((listener) => player.removeEventListener(...listener));
  });
  return createElement("episode-player", { ...Object.fromEntries(attributes), class: className, ref: element }, children);
});
