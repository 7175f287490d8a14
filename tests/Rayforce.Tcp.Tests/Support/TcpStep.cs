using System.Text.Json;

namespace Rayforce.Tcp.Tests.Support;

/// <summary>One step of a recorded conversation: the client's bytes, the server's, or its close.</summary>
internal sealed record TcpStep(byte[]? Send, byte[]? Receive, bool Closed)
{
    public static TcpStep Parse(JsonElement step) =>
        new(
            GetBytes(step, "send"),
            GetBytes(step, "recv"),
            step.TryGetProperty("closed", out var closed) && closed.GetBoolean());

    private static byte[]? GetBytes(JsonElement step, string name) =>
        step.TryGetProperty(name, out var hex) ? Convert.FromHexString(hex.GetString()!) : null;
}
