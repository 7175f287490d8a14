namespace Rayforce.WebSocket;

/// <summary>The reply to a verbose request.</summary>
/// <param name="Output">What evaluation printed.</param>
/// <param name="Result">Its result.</param>
public sealed record WSVerboseReply(string Output, RayObject Result);
