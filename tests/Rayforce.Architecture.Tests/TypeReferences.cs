using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Collections.Generic;

namespace Rayforce.Architecture.Tests;

/// <summary>
/// The types that a type refers to, in its body and in those of the types inside it: bases, interfaces, members, their
/// signatures and bodies, attributes, generic arguments and constraints. A constant is gone from what is compiled.
/// </summary>
internal sealed class TypeReferences
{
    private readonly HashSet<TypeReference> _found = [];

    private TypeReferences()
    {
    }

    /// <summary>What a type refers to: whole types, of which those are made that have arguments or elements.</summary>
    public static IReadOnlySet<TypeReference> Of(TypeDefinition type)
    {
        var references = new TypeReferences();
        references.AddType(type);
        return references._found;
    }

    private void AddType(TypeDefinition type)
    {
        Add(type.BaseType);
        AddAttributes(type);
        AddGenerics(type.GenericParameters);
        foreach (var each in type.Interfaces)
        {
            Add(each.InterfaceType);
            AddAttributes(each);
        }

        foreach (var field in type.Fields)
        {
            Add(field.FieldType);
            AddAttributes(field);
        }

        foreach (var property in type.Properties)
        {
            Add(property.PropertyType);
            AddAttributes(property);
        }

        foreach (var @event in type.Events)
        {
            Add(@event.EventType);
            AddAttributes(@event);
        }

        foreach (var method in type.Methods)
            AddMethod(method);
        foreach (var inner in type.NestedTypes)
            AddType(inner);
    }

    private void AddMethod(MethodDefinition method)
    {
        AddSignature(method);
        AddAttributes(method);
        AddAttributes(method.MethodReturnType);
        AddGenerics(method.GenericParameters);
        foreach (var parameter in method.Parameters)
            AddAttributes(parameter);
        foreach (var overridden in method.Overrides)
            AddCalled(overridden);
        if (!method.HasBody)
            return;
        foreach (var variable in method.Body.Variables)
            Add(variable.VariableType);
        foreach (var handler in method.Body.ExceptionHandlers)
            Add(handler.CatchType);
        foreach (var instruction in method.Body.Instructions)
            AddOperand(instruction);
    }

    private void AddOperand(Instruction instruction)
    {
        switch (instruction.Operand)
        {
            case TypeReference type:
                Add(type);
                break;
            case MethodReference called:
                AddCalled(called);
                break;
            case FieldReference field:
                Add(field.DeclaringType);
                Add(field.FieldType);
                break;
            case CallSite site:
                AddSignature(site);
                break;
        }
    }

    private void AddCalled(MethodReference method)
    {
        Add(method.DeclaringType);
        AddSignature(method);
        if (method is GenericInstanceMethod generic)
            AddAll(generic.GenericArguments);
    }

    private void AddSignature(IMethodSignature signature)
    {
        Add(signature.ReturnType);
        AddAll(signature.Parameters.Select(parameter => parameter.ParameterType));
    }

    private void AddGenerics(Collection<GenericParameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            AddAttributes(parameter);
            AddAll(parameter.Constraints.Select(constraint => constraint.ConstraintType));
        }
    }

    private void AddAttributes(Mono.Cecil.ICustomAttributeProvider provider)
    {
        foreach (var attribute in provider.CustomAttributes)
        {
            Add(attribute.AttributeType);
            var named = attribute.Fields.Concat(attribute.Properties).Select(each => each.Argument);
            foreach (var argument in attribute.ConstructorArguments.Concat(named))
                AddArgument(argument);
        }
    }

    private void AddArgument(CustomAttributeArgument argument)
    {
        Add(argument.Type);
        switch (argument.Value)
        {
            case TypeReference type:
                Add(type);
                break;
            case CustomAttributeArgument inner:
                AddArgument(inner);
                break;
            case CustomAttributeArgument[] elements:
                foreach (var element in elements)
                    AddArgument(element);
                break;
        }
    }

    private void AddAll(IEnumerable<TypeReference> types)
    {
        foreach (var type in types)
            Add(type);
    }

    private void Add(TypeReference? type)
    {
        switch (type)
        {
            case null or GenericParameter:
                return;
            case GenericInstanceType generic:
                AddAll(generic.GenericArguments);
                break;
            case FunctionPointerType function:
                AddSignature(function);
                return;
            case IModifierType modified:
                Add(modified.ModifierType);
                break;
        }

        if (type is TypeSpecification made)
            Add(made.ElementType);
        else
            _found.Add(type);
    }
}
