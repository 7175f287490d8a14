namespace Rayforce.Cli.Sessions;

/// <summary>What an expression gave.</summary>
/// <param name="Value">The result; an error of evaluation too.</param>
/// <param name="Printed">What evaluation printed.</param>
internal readonly record struct SessionReply(RayObject Value, string Printed);
