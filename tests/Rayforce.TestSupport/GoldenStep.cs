using System.Text.Json;

namespace Rayforce.TestSupport;

/// <summary>One step of a recorded conversation: exactly one of these is there.</summary>
/// <param name="Send">The client's bytes.</param>
/// <param name="SendText">The client's text message.</param>
/// <param name="Receive">The server's bytes.</param>
/// <param name="Closed">That the server closes.</param>
public sealed record GoldenStep(byte[]? Send, string? SendText, byte[]? Receive, bool Closed)
{
    public static GoldenStep Parse(JsonElement step) => new(
        GetText(step, "send") is { } send ? Convert.FromHexString(send) : null,
        GetText(step, "sendText"),
        GetText(step, "recv") is { } receive ? Convert.FromHexString(receive) : null,
        step.TryGetProperty("closed", out var closed) && closed.GetBoolean());

    private static string? GetText(JsonElement step, string name) =>
        step.TryGetProperty(name, out var value) ? value.GetString() : null;
}
