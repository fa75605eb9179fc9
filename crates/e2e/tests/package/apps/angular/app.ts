import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from "@angular/core";
import "episode-player";
import { first, second } from "./episodes.js";

@Component({
  selector: "#app",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <button id="next" (click)="episode.set(second)">Next</button>
    <episode-player [episode]="episode()" class="wide" (chapterchange)="chapter.set($event.detail.title ?? '')"></episode-player>
    <output>{{ chapter() }}</output>
  `,
})
export class App {
  readonly second = second;
  readonly episode = signal(first);
  readonly chapter = signal("");
}
