namespace Rayforce.Client;

/// <summary>The reply to a verbose request.</summary>
/// <param name="Output">What evaluation printed.</param>
/// <param name="Result">Its result.</param>
public sealed record RayVerboseReply(string Output, RayObject Result);
