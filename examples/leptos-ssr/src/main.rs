//! The server.

use axum::Router;
use leptos::config::get_configuration;
use leptos_axum::{LeptosRoutes, file_and_error_handler, generate_route_list};
use leptos_ssr::{App, shell};

#[tokio::main]
async fn main() {
    // From the environment, which `cargo leptos` sets, or from this package's Cargo.toml.
    let options = get_configuration(None).expect("the configuration of Leptos is there").leptos_options;
    let address = options.site_addr;
    let pages = options.clone();
    let app = Router::new()
        .leptos_routes(&options, generate_route_list(App), move || shell(pages.clone()))
        .fallback(file_and_error_handler(shell))
        .with_state(options);
    let listener = tokio::net::TcpListener::bind(address).await.expect("the address is free");
    println!("http://{}", listener.local_addr().expect("it listens"));
    axum::serve(listener, app).await.expect("the server runs");
}
