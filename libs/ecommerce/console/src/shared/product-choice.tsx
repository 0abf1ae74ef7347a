import { findProducts, getProduct } from './products.queries.js';
import { SearchChoice } from './search-choice.js';
import { PRODUCTS } from './shop.keys.js';

interface ProductChoiceProps {
  readonly label: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly value: string | null;
  readonly error?: string | undefined;
  readonly onChange: (id: string | null) => void;
}

/** Finds one product. */
export function ProductChoice(props: ProductChoiceProps) {
  return (
    <SearchChoice
      {...props}
      description={props.description ?? 'Type a part of its name or number'}
      queryKey={[...PRODUCTS, 'choice']}
      find={findProducts}
      get={getProduct}
      textOf={({ name, strength, sku }) => [name, strength, sku].filter(Boolean).join(' · ')}
    />
  );
}
