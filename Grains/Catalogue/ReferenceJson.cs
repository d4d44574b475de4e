using System.Text.Json.Serialization;
using Grains.Interfaces.Catalogue;

namespace Grains.Catalogue;

/// <summary>Reference documents as JSON, the same in storage as over HTTP.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(CamelCaseEnum<AllowanceUnit>), typeof(CamelCaseEnum<ClosingPolicy>), typeof(CamelCaseEnum<WorkingDayPolicy>),
        typeof(CamelCaseEnum<StartPolicy>), typeof(CamelCaseEnum<ClosedDuePolicy>), typeof(CamelCaseEnum<PausePolicy>)])]
[JsonSerializable(typeof(AgencyDocument))]
[JsonSerializable(typeof(ProcedureDocument))]
[JsonSerializable(typeof(CalendarDocument))]
[JsonSerializable(typeof(CalendarsDocument))]
[JsonSerializable(typeof(PolicyDocument))]
public sealed partial class ReferenceJson : JsonSerializerContext;

internal sealed class CamelCaseEnum<T>() : JsonStringEnumConverter<T>(System.Text.Json.JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
