document.querySelector("#mode").addEventListener("click", () => document.documentElement.classList.toggle("dark"));
