//! Runs a command beside a WebDriver of the engine that `E2E_ENGINE` names, whose address the command finds in the
//! variables of wasm-bindgen's test runner: `webdriver cargo test --target wasm32-unknown-unknown`.

use std::process::{Command, ExitCode};

use e2e::{Engine, Server};

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let Some(program) = arguments.next() else {
        eprintln!("usage: webdriver COMMAND [ARGUMENT…]");
        return ExitCode::FAILURE;
    };
    let variable = match Engine::current() {
        Engine::Chromium => "CHROMEDRIVER_REMOTE",
        Engine::Firefox => "GECKODRIVER_REMOTE",
        Engine::WebKit => "SAFARIDRIVER_REMOTE",
    };
    let server = Server::start();
    let status = Command::new(&program).args(arguments).env(variable, server.address()).status();
    server.stop();
    match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{}: {error}", program.display());
            ExitCode::FAILURE
        }
    }
}
