// Angular's own tools link its packages at the build; here that is done when the page starts.
import "@angular/compiler";
import { provideZonelessChangeDetection } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";
import { App } from "./app.js";

bootstrapApplication(App, { providers: [provideZonelessChangeDetection()] });
