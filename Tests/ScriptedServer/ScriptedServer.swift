/// A local HTTP server that answers as a test scripts it.
public enum ScriptedServer {}
