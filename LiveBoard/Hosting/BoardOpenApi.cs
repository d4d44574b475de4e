using Grains.Interfaces.Deadlines;
using Grains.Interfaces.Escalation;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace LiveBoard.Hosting;

internal static class BoardOpenApi
{
    public static void Describe(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Dossier monitor",
                Version = "v1",
                Description = "Live figures, deadlines and alerts of public-service dossiers. Errors are RFC 9457 problem details with a stable type.",
            };
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type == typeof(AlertId))
                schema.Type = JsonSchemaType.String;
            else if (context.JsonTypeInfo.Type == typeof(SimulationItem))
                CalendarByIdOrWhole(schema);
            else if (context.JsonTypeInfo.Type == typeof(SimulatedPause))
                Pair(schema);
            return Task.CompletedTask;
        });
    }

    // Questions to the simulator are read field by field; this is what the reader takes.
    private static void CalendarByIdOrWhole(OpenApiSchema item)
    {
        if (item.Properties is not { } fields || !fields.Remove("inline", out var document))
            return;
        fields["calendar"] = new OpenApiSchema { Description = "The id of a calendar, or a calendar document.", OneOf = [new OpenApiSchema { Type = JsonSchemaType.String }, document] };
        item.Required?.Add("calendar");
    }

    private static void Pair(OpenApiSchema pause)
    {
        (pause.Type, pause.Properties, pause.Required) = (JsonSchemaType.Array, null, null);
        (pause.MinItems, pause.MaxItems) = (2, 2);
        pause.Items = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Format = "date-time" };
        pause.Description = "From and to; to is null while the pause lasts.";
    }
}
