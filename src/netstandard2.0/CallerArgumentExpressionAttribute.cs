namespace System.Runtime.CompilerServices;

/// <summary>The compiler hands over how an argument is written.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class CallerArgumentExpressionAttribute(string parameterName) : Attribute
{
    public string ParameterName { get; } = parameterName;
}
