namespace System.Diagnostics.CodeAnalysis;

/// <summary>What is handed out may be null when the method returns this.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class MaybeNullWhenAttribute(bool returnValue) : Attribute
{
    public bool ReturnValue { get; } = returnValue;
}
