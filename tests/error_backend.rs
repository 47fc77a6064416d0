//! The files in `examples/error-backend`.

#![cfg(feature = "cli")]

#[path = "common/serving.rs"]
mod serving;

use std::fs;

use reqwest::{Client, Response};
use saphyr::{LoadableYamlNode, Yaml};
use serving::Serving;

fn read(file: &str) -> String {
    fs::read_to_string(format!("examples/error-backend/{file}")).unwrap()
}

fn strings<'y>(list: &'y Yaml<'_>) -> Vec<&'y str> {
    list.as_sequence().unwrap().iter().map(|item| item.as_str().unwrap()).collect()
}

/// Starts the service with the arguments in a file, on a free port.
fn serve(arguments: &[&str]) -> Serving {
    let ["serve", "--bind", "0.0.0.0:8080", rest @ ..] = arguments else { panic!("{arguments:?}") };
    Serving::start(rest)
}

async fn get(serving: &Serving, path: &str, fields: &[(&str, &str)]) -> Response {
    let request = fields.iter().fold(Client::new().get(serving.url(path)), |request, field| {
        request.header(field.0, field.1)
    });
    request.send().await.unwrap()
}

#[test]
fn the_image_is_built_as_in_the_readme() {
    let dockerfile = read("Dockerfile");
    let manifest = fs::read_to_string("Cargo.toml").unwrap();
    let rust = manifest.lines().find_map(|line| line.strip_prefix("rust-version = ")).unwrap();
    assert!(dockerfile.contains(&format!("FROM rust:{}-slim", rust.trim_matches('"'))));
    let readme = fs::read_to_string("README.md").unwrap();
    let install = "cargo install --path . --features cli";
    assert!(readme.lines().any(|line| line == install));
    assert!(dockerfile.contains(&format!("RUN {install} ")), "{dockerfile}");
    let command = dockerfile.lines().find_map(|line| line.strip_prefix("CMD ")).unwrap();
    let command: Vec<&str> = serde_json::from_str(command).unwrap();
    serve(&command);
}

#[tokio::test]
async fn the_kubernetes_manifest_matches_the_service() {
    let text = read("kubernetes.yaml");
    let documents = Yaml::load_from_str(&text).unwrap();
    let [deployment, service, ingress] = documents.as_slice() else { panic!("{documents:?}") };
    for (document, kind) in documents.iter().zip(["Deployment", "Service", "Ingress"]) {
        assert_eq!(document["kind"].as_str(), Some(kind));
        assert!(document["apiVersion"].as_str().is_some());
    }
    let spec = &deployment["spec"];
    let labels = &spec["template"]["metadata"]["labels"];
    assert_eq!(spec["selector"]["matchLabels"], *labels);
    assert_eq!(service["spec"]["selector"], *labels);
    let container = &spec["template"]["spec"]["containers"][0];
    let port = &container["ports"][0];
    assert_eq!(port["containerPort"].as_integer(), Some(8080));
    assert_eq!(service["spec"]["ports"][0]["targetPort"], port["name"]);
    let annotations = &ingress["metadata"]["annotations"];
    assert_eq!(
        annotations["nginx.ingress.kubernetes.io/default-backend"],
        service["metadata"]["name"]
    );

    let serving = serve(&strings(&container["args"]));
    for probe in ["readinessProbe", "livenessProbe"] {
        let probe = &container[probe]["httpGet"];
        assert_eq!(probe["port"], port["name"]);
        assert_eq!(get(&serving, probe["path"].as_str().unwrap(), &[]).await.status(), 200);
    }
    let codes = annotations["nginx.ingress.kubernetes.io/custom-http-errors"].as_str().unwrap();
    for code in codes.split(',') {
        // The request of the ingress after a failed response.
        let fields =
            [("x-code", code), ("x-format", "text/html"), ("accept-language", "zh-TW,zh;q=0.9")];
        let response = get(&serving, "/any/path", &fields).await;
        assert_eq!(response.status().as_str(), code);
        assert_eq!(response.headers()["content-language"], "zh-Hant");
    }
}

#[tokio::test]
async fn the_traefik_query_matches_a_page() {
    let text = read("traefik.yaml");
    let documents = Yaml::load_from_str(&text).unwrap();
    let [middleware] = documents.as_slice() else { panic!("{documents:?}") };
    assert_eq!(middleware["kind"].as_str(), Some("Middleware"));
    let errors = &middleware["spec"]["errors"];
    assert_eq!(strings(&errors["status"]), ["404", "500-599"]);

    let text = read("kubernetes.yaml");
    let service = &Yaml::load_from_str(&text).unwrap()[1];
    assert_eq!(errors["service"]["name"], service["metadata"]["name"]);
    assert_eq!(errors["service"]["port"], service["spec"]["ports"][0]["port"]);

    let serving = serve(&["serve", "--bind", "0.0.0.0:8080"]);
    for code in ["404", "502", "503"] {
        let path = errors["query"].as_str().unwrap().replace("{status}", code);
        let fields = [("accept", "text/html"), ("accept-language", "zh-CN")];
        let response = get(&serving, &path, &fields).await;
        assert_eq!(response.status().as_str(), code);
        assert!(response.text().await.unwrap().contains(&format!("<title>{code} · ")));
    }
}
