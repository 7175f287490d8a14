namespace Rayforce.Architecture.Tests;

/// <summary>What is not as it should be for now, and why. An exemption that is not needed any more fails.</summary>
internal static class Exemptions
{
    private const string Values =
        "Values print themselves and make results of themselves, and errors of the wire name what stands there.";

    private const string Queries = "Expressions hold tables, and tables hold expressions.";

    private const string Server =
        "The options and connections of the WebSocket server stand for those of every server.";

    private const string WebSocket = "The framing throws the exception of the client.";

    private const string Rayfall = "The engine is to be rebuilt; its rooms are drawn then.";

    /// <summary>The namespaces that may lie on a cycle.</summary>
    public static IReadOnlyDictionary<string, string> Namespaces { get; } = new Dictionary<string, string>
    {
        ["Rayforce"] = Values,
        ["Rayforce.Ipc"] = Values,
        ["Rayforce.Text"] = Values,
        ["Rayforce.Server"] = Server,
        ["Rayforce.Server.Conversations"] = Server,
        ["Rayforce.Server.Engines"] = Server,
        ["Rayforce.Server.Hosting"] = Server,
        ["Rayforce.Server.Tcp"] = Server,
        ["Rayforce.WebSocket"] = Server,
    };

    /// <summary>The folders that may lie on a cycle within their project.</summary>
    public static IReadOnlyDictionary<string, string> Folders { get; } = new Dictionary<string, string>
    {
        ["Rayforce.Ipc/Errors"] = Values,
        ["Rayforce.Ipc/Wire"] = Values,
        ["Rayforce.Ipc/Results"] = Values,
        ["Rayforce.Ipc/Text"] = Values,
        ["Rayforce.Ipc/Values"] = Values,
        ["Rayforce.Queries/Expressions"] = Queries,
        ["Rayforce.Queries/Tables"] = Queries,
        ["Rayforce.Server"] = Server,
        ["Rayforce.Server/Conversations"] = Server,
        ["Rayforce.Server/Engines"] = Server,
        ["Rayforce.Server/Hosting"] = Server,
        ["Rayforce.Server/Tcp"] = Server,
        ["Rayforce.WebSocket"] = WebSocket,
        ["Rayforce.WebSocket/Framing"] = WebSocket,
        ["Rayforce.Rayfall"] = Rayfall,
        ["Rayforce.Rayfall/Builtins"] = Rayfall,
        ["Rayforce.Rayfall/Columns"] = Rayfall,
        ["Rayforce.Rayfall/Evaluation"] = Rayfall,
        ["Rayforce.Rayfall/Parsing"] = Rayfall,
        ["Rayforce.Rayfall/Query"] = Rayfall,
    };

    /// <summary>The projects in which a type may lie in a file of another name, or in two folders.</summary>
    public static IReadOnlyDictionary<string, string> Projects { get; } = new Dictionary<string, string>
    {
        ["Rayforce.Ipc"] = Values,
        ["Rayforce.Rayfall"] = Rayfall,
    };
}
