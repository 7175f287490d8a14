namespace Rayforce.Rayfall;

/// <summary>
/// An evaluation error on its way to <c>try</c> or to the caller, who gets it as a <see cref="RayError"/>.
/// </summary>
internal sealed class RayfallException(string code, string? message) : Exception(message ?? code)
{
    /// <summary>The error's code, for example <c>type</c>.</summary>
    public string Code { get; } = code;

    /// <summary>What was raised, where the program raised it itself.</summary>
    public RayObject? Raised { get; init; }

    public RayError ToError() => new(Code, message);
}
