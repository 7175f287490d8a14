namespace System.Runtime.CompilerServices;

/// <summary>Names what makes the task of a method.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
internal sealed class AsyncMethodBuilderAttribute(Type builderType) : Attribute
{
    public Type BuilderType => builderType;
}
