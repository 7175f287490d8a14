namespace Rayforce.Rayfall.Bounds;

/// <summary>An error of evaluation on its way to <c>try</c> or to the caller, who gets it as a <see cref="RayError"/>.</summary>
internal class RayfallException(string code, string? message) : Exception(message ?? code)
{
    /// <summary>The error's code, for example <c>type</c>.</summary>
    public string Code { get; } = code;

    /// <summary>Whether the request came to one of its limits.</summary>
    public bool IsLimit => Code == Fault.LimitCode;

    public RayError ToError() => new(Code, message);
}
