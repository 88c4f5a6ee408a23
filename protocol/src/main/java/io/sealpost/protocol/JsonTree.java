package io.sealpost.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Nodes in JSON (RFC 8259), spaced as Python's {@code json.dumps} does. Reading is strict: one
 * value, valid UTF-8 without a byte order mark, no repeated key, no number that a long or a double
 * cannot hold, at most 16 levels.
 */
final class JsonTree {
  private static final int MAX_NUMBER_LENGTH = 100;

  private final JsonFactory factory =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // Keys come from peers: they must not accumulate in tables that outlive the message.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(MessageCodec.MAX_DECODED)
                  .maxNestingDepth(CborNesting.MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .build())
          .build();

  /** Writes one node. */
  byte[] write(Node node) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = factory.createGenerator(text)) {
      generator.setPrettyPrinter(new PythonSpacing());
      write(generator, node);
    } catch (IOException e) {
      throw new UncheckedIOException("a StringWriter does not fail", e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(JsonGenerator generator, Node node) throws IOException {
    if (node instanceof Node.Whole whole) {
      generator.writeNumber(whole.value());
    } else if (node instanceof Node.Real real) {
      generator.writeNumber(JsonNumber.text(real.value()));
    } else if (node instanceof Node.Text text) {
      generator.writeString(text.value());
    } else if (node instanceof Node.Octets octets) {
      generator.writeString(octets.hex());
    } else if (node instanceof Node.Truth truth) {
      generator.writeBoolean(truth.value());
    } else if (node instanceof Node.Items items) {
      generator.writeStartArray();
      for (Node item : items.nodes()) {
        write(generator, item);
      }
      generator.writeEndArray();
    } else if (node instanceof Node.Fields fields) {
      generator.writeStartObject();
      for (Map.Entry<String, Node> field : fields.nodes().entrySet()) {
        generator.writeFieldName(field.getKey());
        write(generator, field.getValue());
      }
      generator.writeEndObject();
    } else {
      generator.writeNull();
    }
  }

  /** Reads one node and nothing after it. */
  Node read(byte[] message) throws DecodeException {
    if (message.length > MessageCodec.MAX_DECODED) {
      throw new DecodeException(
          message.length + " bytes, but at most " + MessageCodec.MAX_DECODED + " are read");
    }
    // From text rather than bytes: the parser would guess at UTF-16 and UTF-32, and skip a mark.
    try (JsonParser parser = factory.createParser(text(message))) {
      Node node = read(parser, parser.nextToken());
      if (parser.nextToken() != null) {
        throw new DecodeException("JSON: something follows the value");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new DecodeException("JSON: " + Check.fit(e.getOriginalMessage(), 200));
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory does not fail", e);
    }
  }

  private static String text(byte[] message) throws DecodeException {
    try {
      ByteBuffer utf8 = ByteBuffer.wrap(message);
      return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
    } catch (CharacterCodingException e) {
      throw new DecodeException("JSON: not valid UTF-8");
    }
  }

  private static Node read(JsonParser parser, @Nullable JsonToken token)
      throws IOException, DecodeException {
    if (token == null) {
      throw new DecodeException("JSON: empty");
    }
    return switch (token) {
      case VALUE_NUMBER_INT -> whole(parser);
      case VALUE_NUMBER_FLOAT -> real(parser);
      case VALUE_STRING -> new Node.Text(parser.getText());
      case VALUE_TRUE -> new Node.Truth(true);
      case VALUE_FALSE -> new Node.Truth(false);
      case VALUE_NULL -> new Node.Nothing();
      case START_ARRAY -> items(parser);
      case START_OBJECT -> fields(parser);
      default -> throw new DecodeException("JSON: unexpected " + token);
    };
  }

  private static Node whole(JsonParser parser) throws IOException, DecodeException {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw new DecodeException("JSON: " + parser.getText() + " does not fit 64 bits");
    }
    return new Node.Whole(parser.getLongValue());
  }

  private static Node real(JsonParser parser) throws IOException, DecodeException {
    double value = parser.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw new DecodeException("JSON: " + parser.getText() + " does not fit a double");
    }
    return new Node.Real(value);
  }

  private static Node items(JsonParser parser) throws IOException, DecodeException {
    List<Node> items = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      items.add(read(parser, token));
      token = parser.nextToken();
    }
    return new Node.Items(items);
  }

  private static Node fields(JsonParser parser) throws IOException, DecodeException {
    Map<String, Node> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      fields.put(key, read(parser, parser.nextToken()));
    }
    return new Node.Fields(fields);
  }

  private static final class PythonSpacing extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1;

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator generator) throws IOException {
      generator.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator generator) throws IOException {
      generator.writeRaw(", ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator generator) throws IOException {
      generator.writeRaw(", ");
    }
  }
}
