namespace Rayforce;

/// <summary>The peer answered with an error object.</summary>
public sealed class RayforceQueryException : RayforceException
{
    /// <summary>Makes an exception of an error object.</summary>
    /// <param name="error">What the peer sent.</param>
    public RayforceQueryException(RayError error)
        : base(error is null ? throw new ArgumentNullException(nameof(error))
            : error.Message is { Length: > 0 } message ? $"{error.Code}: {message}" : error.Code)
    {
        Error = error;
    }

    /// <summary>The error object.</summary>
    public RayError Error { get; }

    /// <summary>The error's code, for example <c>type</c>.</summary>
    public string Code => Error.Code;

    /// <summary>
    /// What evaluation had printed when it failed, where the request was verbose; null where the peer did not say.
    /// </summary>
    public string? Output => Error.Output;
}
