import { defineCollection } from "astro:content";
import { glob } from "astro/loaders";

export const collections = {
  podcast: defineCollection({ loader: glob({ base: "src/content/podcast", pattern: "**/*.{md,mdx}" }) }),
};
