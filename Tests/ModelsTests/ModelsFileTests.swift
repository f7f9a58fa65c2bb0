import FoundationEssentials
import ScriptedServer
import Testing

@testable import Models

private let example = """
    # Our models.
    models:
      fast:
        provider: openrouter
        model: qwen/qwen3-coder
        context: 262_144
        price: {input: 0.22, output: 0.95, cached: 0.05, cache_write: 0.3, reasoning: 2}
        limits: {requests_per_minute: 200, tokens_per_minute: 400000, concurrent: 32}
        timeouts: {connect: 5, first_byte: 1200, idle: 0.5}
        defaults:
          temperature: 0.7
          max_tokens: 9000
          effort: 4000
          extra: {top_p: 0.9, provider: {sort: price, only: [a, 1, true, null, "1"]}}
        description: Cheap and quick.
      house:
        provider: vllm
        url: http://gpu.example.org:8000/v1
        model: Qwen/Qwen3-32B
        key: HOUSE_KEY
        tools: false
        protocol: responses
      openai:gpt-5-mini:
        price: {input: 1, output: 2}
      qwen@http://127.0.0.1:9/v1:
        price: {input: 0, output: 0}
    """

@Suite struct ModelsFileTests {
    @Test func `a models file says all that there is to say of a model`() throws {
        let file = try ModelsFile(text: example, path: "models.yaml")
        #expect(file.models.map(\.name) == ["fast", "house", "openai:gpt-5-mini", "qwen@http://127.0.0.1:9/v1"])
        let fast = file.models[0]
        #expect(fast.provider == "openrouter" && fast.wireProtocol == .chat && fast.model == "qwen/qwen3-coder")
        #expect(fast.url == "https://openrouter.ai/api/v1" && fast.keyVariable == "OPENROUTER_API_KEY")
        #expect(fast.contextTokens == 262_144)
        #expect(fast.price == PriceTable.Price(input: 0.22, output: 0.95, cached: 0.05, cacheWrite: 0.3, reasoning: 2))
        #expect(fast.limits == ModelLimits(requestsPerMinute: 200, tokensPerMinute: 400_000, concurrent: 32))
        #expect(fast.timeouts == ModelTimeouts(connect: 5, firstByte: 1200, idle: 0.5))
        #expect(fast.defaults.temperature == 0.7 && fast.defaults.maxTokens == 9000)
        #expect(fast.defaults.effort == .tokens(4000))
        #expect(fast.defaults.extra["top_p"] == .double(0.9))
        #expect(
            fast.defaults.extra["provider"]?["only"]
                == .array([.string("a"), .int(1), .bool(true), .null, .string("1")]))
        #expect(fast.description == "Cheap and quick.")
        let house = file.models[1]
        #expect(house.url == "http://gpu.example.org:8000/v1" && house.keyVariable == "HOUSE_KEY")
        #expect(house.wireProtocol == .responses && !house.prefersTools && house.isKeyNeeded)
    }

    @Test(arguments: [
        (
            "models:\n  a:\n    provider: openrouter\n    modle: x", 4,
            "\"modle\" is no key of \"a\"; did you mean \"model\"?"
        ),
        (
            "models:\n  a:\n    provider: openroter\n    model: x", 3,
            "\"provider\" of \"a\" is \"openroter\"; did you mean \"openrouter\"?"
        ),
        (
            "models:\n  a:\n    provider: somebody\n    model: x", 3,
            "\"provider\" of \"a\" is \"somebody\"; expected openai, azure, anthropic, openrouter, "
                + "deepseek, gemini, vllm, sglang, llamacpp, ollama, compatible, anthropic-compatible, local"
        ),
        (
            "models:\n  a:\n    provider: openai\n    model: m\n    price: {input: cheap, output: 1}", 5,
            "\"price.input\" of \"a\" is \"cheap\"; expected USD per million tokens, 0 or more"
        ),
        (
            "models:\n  a:\n    provider: openai\n    model: m\n    price:\n      input: 1", 6,
            "\"price.output\" of \"a\" is missing; expected USD per million tokens"
        ),
        (
            "models:\n  a:\n    provider: openai\n    model: m\n    defaults:\n      extra: {n: 4}", 6,
            "\"defaults.extra.n\" of \"a\" is set; expected none: each sample is a call of its own"
        ),
        (
            "models:\n  a:\n    provider: openai\n    model: m\n    timeouts: {idle: 5 min}", 5,
            "\"timeouts.idle\" of \"a\" is \"5 min\"; expected seconds, from 0.001 to 86400"
        ),
        (
            "models:\n  a:\n    provider: openai\n    model: m\n    context: -5", 5,
            "\"context\" of \"a\" is \"-5\"; expected a whole number from 1 to 1000000000000"
        ),
        (
            "models:\n  a:\n    provider: openai\n    model: m\n    defaults: {effort: hard}", 5,
            "\"defaults.effort\" of \"a\" is \"hard\"; expected off, low, medium, high or a number of tokens"
        ),
        (
            "models:\n  a:\n    provider: openai\n    model: m\n    defaults: {effort: 9223372036854775807}", 5,
            "\"defaults.effort\" of \"a\" is \"9223372036854775807\"; expected off, low, medium, high or a number of tokens"
        ),
        (
            "models:\n  a:\n    provider: openai", 3,
            "\"model\" of \"a\" is missing; expected the model's name at its server"
        ),
        (
            "models:\n  a:\n    provider: compatible\n    model: m", 3,
            "\"url\" of \"a\" is missing; expected the API's root, as no server of compatible is known"
        ),
        (
            "models:\n  a:\n    provider: openai\n    model: m\n    url: host:80", 5,
            "\"url\" of \"a\" is \"host:80\"; expected one like http://127.0.0.1:8123/v1, without a key"
        ),
        (
            "models:\n  a:\n    provider: openai\n    model: m\n    key: sk-secret", 5,
            "\"key\" of \"a\" is no name of an environment variable; expected one like MY_API_KEY, and never the key itself"
        ),
        (
            "models:\n  a:\n    provider: openai\n    model: m\n    limits: {concurent: 1}", 5,
            "\"concurent\" is no key of \"limits\" of \"a\"; did you mean \"concurrent\"?"
        ),
        ("models:\n  a: openai", 2, "\"models.a\" is \"openai\"; expected keys with values"),
        ("model:\n  a: {}", 1, "\"model\" is no key of the file; did you mean \"models\"?"),
        ("models:\n  a: {}\n  a: {}", 2, "\"a\" stands there twice; expected each key once"),
    ])
    func `a mistake is told with its line and what to do`(_ text: String, _ line: Int, _ detail: String) {
        let error = #expect(throws: ModelsFileError.self) { try ModelsFile(text: text, path: "m.yaml") }
        #expect(error?.detail == detail)
        #expect(error?.line == line)
        #expect(error?.description == "m.yaml:\(line): \(detail)")
    }

    @Test func `what is not YAML is told with its line`() {
        let error = #expect(throws: ModelsFileError.self) {
            try ModelsFile(text: "models:\n  a: {b\n  c: [", path: "m.yaml")
        }
        #expect((error?.line ?? 0) > 1)
    }

    @Test(arguments: ["", "# nothing\n", "models:\n", "models: {}\n"])
    func `a file without models is one`(_ text: String) throws {
        #expect(try ModelsFile(text: text, path: "m.yaml").models.isEmpty)
    }

    @Test func `the file of the configuration folder is read where it is there`() async throws {
        try await withTemporaryFolder { folder in
            #expect(try ModelsFile.load(nil, ["XDG_CONFIG_HOME": folder]) == nil)
            #expect(try ModelsFile.load(nil, [:]) == nil)
            #expect(ModelsFile.defaultPath([:]) == nil)
            #expect(ModelsFile.defaultPath(["HOME": "/h"]) == "/h/.config/atlas/models.yaml")
            try FileManager.default.createDirectory(atPath: folder + "/atlas", withIntermediateDirectories: true)
            try Data(example.utf8).write(to: URL(filePath: folder + "/atlas/models.yaml"))
            #expect(try ModelsFile.load(nil, ["XDG_CONFIG_HOME": folder])?.models.count == 4)
            let missing = #expect(throws: ModelsFileError.self) { try ModelsFile.load(folder + "/none", [:]) }
            #expect(missing?.description == "\(folder)/none: No such file or directory; expected a models file")
        }
    }

    @Test func `a row replaces the built-in one and completes a name`() throws {
        let catalog = ModelCatalog(try ModelsFile(text: example, path: "m.yaml"))
        #expect(catalog.prices.price(of: "openai:gpt-5-mini") == PriceTable.Price(input: 1, output: 2))
        #expect(catalog.prices.price(of: "openai:gpt-5")?.input == 1.25)
        #expect(catalog.prices.price(of: "house") == PriceTable.Price(input: 0, output: 0))
        #expect(catalog.all.count { $0.name == "openai:gpt-5-mini" } == 1)
        #expect(try catalog.configuration("openai:gpt-5-mini").contextTokens == 400_000)
        #expect(try catalog.configuration("openai:gpt-9").price == nil)
        let error = #expect(throws: ModelError.self) { try catalog.configuration("fats") }
        #expect(error?.description.hasSuffix("did you mean \"fast\" of the models file?") == true)
    }

    @Test func `a row's key, address and own fields reach its server`() async throws {
        let server = try ScriptedServer.start { _ in OpenAIScript.completion(text: "ok") }
        let text = """
            models:
              mine:
                provider: vllm
                url: \(server.baseURL)
                model: big
                key: MY_KEY
                defaults: {extra: {top_k: 20, seed: 5}}
            """
        let catalog = ModelCatalog(try ModelsFile(text: text, path: "m.yaml"))
        let environment = ["MY_KEY": "mine-key", "VLLM_BASE_URL": "http://127.0.0.1:1/v1", "VLLM_API_KEY": "no"]
        let model = try await ModelFactory(environment: environment, catalog: catalog).make("mine")
        _ = try await model.respond(to: hello)
        let request = try #require(server.requests.first)
        #expect(request.headers["authorization"] == "Bearer mine-key")
        let body = try #require(JSONValue(parsing: request.text))
        #expect(body["model"] == .string("big") && body["top_k"] == .int(20) && body["seed"] == .int(5))
        let error = await modelError { () throws(ModelError) in
            try await ModelFactory(environment: [:], catalog: catalog).make("mine").name
        }
        #expect(error == .keyMissing(variable: "MY_KEY"))
    }
}

@Test func `a row's time limits are kept to`() async throws {
    let server = try ScriptedServer.start { _ in [.hangUntilClosed] }
    let text = """
        models:
          slow:
            provider: compatible
            url: \(server.baseURL)
            model: m
            timeouts: {first_byte: 0.05}
        """
    let catalog = ModelCatalog(try ModelsFile(text: text, path: "m.yaml"))
    let settings = ClientSettings(retries: RetryPolicy(attempts: 1))
    let model = try await ModelFactory(environment: [:], catalog: catalog, settings: settings).make("slow")
    let error = await modelError { () throws(ModelError) in try await model.respond(to: hello) }
    #expect("\(try #require(error))".contains("no answer within 0.05 seconds"))
}

@Test func `a ping tells what was seen`() async throws {
    let server = try ScriptedServer.start { request in
        if request.text.contains("\"tools\"") {
            return OpenAIScript.completion(toolCalls: [ScriptedToolCall(name: "report", arguments: #"{"number":42}"#)])
        }
        if request.text.contains("response_format") {
            return [OpenAIScript.error(status: 400, message: "response_format is not supported")]
        }
        return OpenAIScript.completion(text: "one two", reasoning: "hm")
    }
    let seen = try await ModelPing.observe(TestClient.openAI(server))
    #expect(seen.tools == .works)
    #expect(seen.schema == .refused("response_format is not supported"))
    #expect(seen.calls == 2)
    #expect(seen.usage.input == 20)
    #expect(seen.answer.firstTokenSeconds != nil)
}

@Test func `a ping asks for little, and for more only of a model that thought instead of answering`() async throws {
    let server = try ScriptedServer.start { request in
        let limit = JSONValue(parsing: request.text)?["max_tokens"]?.intValue ?? 0
        return limit < 1000
            ? OpenAIScript.completion(reasoning: "hm, hm", finishReason: "length")
            : OpenAIScript.completion(text: "one")
    }
    let seen = try await ModelPing.observe(TestClient.openAI(server))
    #expect(seen.answer.text == "one")
    #expect(seen.calls == 6)
    let chatty = try ScriptedServer.start { _ in OpenAIScript.completion(text: "one one one", finishReason: "length") }
    #expect(try await ModelPing.observe(TestClient.openAI(chatty)).calls == 3)
    #expect(chatty.requests.allSatisfy { JSONValue(parsing: $0.text)?["max_tokens"] == .int(96) })
}

@Test func `a ping takes an answer for what it is`() async throws {
    let server = try ScriptedServer.start { _ in OpenAIScript.completion(text: "42") }
    let seen = try await ModelPing.observe(TestClient.openAI(server))
    #expect(seen.tools == .ignored)
    #expect(seen.schema == .ignored)
    #expect(seen.calls == 3)
}
